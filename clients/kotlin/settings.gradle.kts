rootProject.name = "dovetail-client"
