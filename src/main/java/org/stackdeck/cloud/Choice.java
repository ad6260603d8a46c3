package org.stackdeck.cloud;

/** Something of a project that an action can be about. */
public sealed interface Choice permits OfferedFlavor, OfferedImage, Volume, Network, Port, SecurityGroup, FloatingIp {

    String id();

    /** As people call it; untrusted text, may be empty. */
    String name();
}
