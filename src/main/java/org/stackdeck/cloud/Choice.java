package org.stackdeck.cloud;

/** Something of a project that an action can be about. */
public sealed interface Choice
        permits OfferedFlavor,
                OfferedImage,
                Volume,
                VolumeSnapshot,
                Network,
                Port,
                SecurityGroup,
                FloatingIp,
                AvailabilityZone,
                ServerGroup {

    String id();

    /** As people call it; untrusted text, may be empty. */
    String name();
}
