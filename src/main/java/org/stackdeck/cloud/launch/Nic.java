package org.stackdeck.cloud.launch;

/** A network connection of a new server. */
public sealed interface Nic {

    /** Returns the ID of the network or port. */
    String id();

    /** A new port on the network. */
    record NetworkNic(String id) implements Nic {}

    /** An existing port of the project that no server uses. */
    record PortNic(String id) implements Nic {}
}
