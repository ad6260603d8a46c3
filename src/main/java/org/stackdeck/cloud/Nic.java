package org.stackdeck.cloud;

/** How a new server is connected, by id. */
public sealed interface Nic {

    /** Of the network or port. */
    String id();

    /** By a new port on this network. */
    record OnNetwork(String id) implements Nic {}

    /** By a port that the project has and no server uses. */
    record OnPort(String id) implements Nic {}
}
