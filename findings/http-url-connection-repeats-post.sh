#!/usr/bin/env bash
# HttpURLConnection sends a POST a second time by itself when the server closes the connection without an answer.
#
# One expects: a POST is not idempotent, so a client that gets no answer reports the failure (RFC 9110, section 9.2.2).
# What is so: the JDK sends it again, once, and reports only what became of the second. The server runs it twice.
# `-Dsun.net.http.retryPost=false`, or the property set before the first request, prevents it. `setFixedLengthStreamingMode`
# does too, but then a 401 throws HttpRetryException and its body is lost.
# Versions: OpenJDK 17.0.15; the property is documented as true by default.
# Why it matters: the Kotlin client's default transport is HttpURLConnection; mutations without an idempotency key, such as
# registering, would answer "already taken" to the person who has just been registered.
set -euo pipefail
command -v java > /dev/null || { echo "no java here: not tried"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Post.java <<'END'
import java.io.*;
import java.net.*;
import java.util.concurrent.atomic.AtomicInteger;

public class Post {
  public static void main(String[] arguments) throws Exception {
    var server = new ServerSocket(0);
    var requests = new AtomicInteger();
    var thread = new Thread(() -> {
      while (true) {
        try (var socket = server.accept()) {
          var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
          while (!in.readLine().isEmpty()) {}
          requests.incrementAndGet();
        } catch (Exception error) { return; }
      }
    });
    thread.setDaemon(true);
    thread.start();
    var connection = (HttpURLConnection) new URL("http://127.0.0.1:" + server.getLocalPort()).openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.getOutputStream().write("x".getBytes());
    try { connection.getResponseCode(); } catch (IOException error) { }
    System.out.println(requests.get());
  }
}
END
sent=$(java Post.java)
kept=$(java -Dsun.net.http.retryPost=false Post.java)
echo "requests for one POST: $sent; with retryPost=false: $kept"
[ "$sent" = 2 ] && [ "$kept" = 1 ]
