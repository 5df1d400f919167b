import 'dart:convert';

import 'codec.dart';
import 'errors.dart';

/// What a subscription sends.
sealed class LiveMessage<T> {
  const LiveMessage(this.id);

  /// To go on after this message, also after the app was restarted.
  final String id;
}

final class LiveValue<T> extends LiveMessage<T> {
  const LiveValue(this.value, super.id);

  final T value;
}

/// Messages before this one may be missing: read anew what the app shows.
final class LiveReset<T> extends LiveMessage<T> {
  const LiveReset(super.id);
}

/// An event of a stream.
final class ServerEvent {
  const ServerEvent(this.name, this.data, this.id);

  final String name;
  final String? data;
  final String? id;
}

/// Server-Sent Events by the HTML standard.
Stream<ServerEvent> serverEvents(Stream<String> lines) async* {
  var name = 'message';
  String? data;
  String? id;
  await for (final line in lines) {
    final colon = line.indexOf(':');
    final field = colon < 0 ? line : line.substring(0, colon);
    final rest = colon < 0 ? '' : line.substring(colon + 1);
    final value = rest.startsWith(' ') ? rest.substring(1) : rest;
    switch (field) {
      case 'event':
        name = value;
      case 'data':
        data = data == null ? value : '$data\n$value';
      case 'id':
        id = value;
    }
    if (line.isEmpty) {
      if (data != null || id != null) yield ServerEvent(name, data, id);
      name = 'message';
      data = null;
      id = null;
    }
  }
}

/// The message of an event; null for one that only moves the resume position. Throws the error that it tells.
LiveMessage<T>? liveMessage<T>(ServerEvent event, String procedure, Codec<T> codec) {
  final data = event.data ?? '';
  if (event.name == 'serialized-error') outputOf(procedure, 0, const {}, '{"error":$data}');
  if (event.name != 'message' || data.isEmpty) return null;
  final json = jsonDecode(data);
  final id = event.id ?? '';
  return tagOf(json, 'reset') == 'true' ? LiveReset<T>(id) : LiveValue<T>(codec.decode(json), id);
}
