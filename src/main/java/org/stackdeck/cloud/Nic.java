package org.stackdeck.cloud;

/** A network connection of a new server. */
public sealed interface Nic {

    /** The id of the network or port. */
    String id();

    /** A new port on this network. */
    record OnNetwork(String id) implements Nic {}

    /** An existing port of the project that no server uses. */
    record OnPort(String id) implements Nic {}
}
