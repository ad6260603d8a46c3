package org.stackdeck.cloud;

import java.util.List;

/**
 * Lists the resources of a project except its servers. Every call sends a request to the cloud, blocks, is bounded in
 * time, and throws {@link CloudException}. Results never include resources of other projects, even if the credential
 * can see them.
 */
public interface ProjectResources {

    List<OfferedFlavor> flavors();

    /** Active images: public ones, the project's own ones, and those shared with it. */
    List<OfferedImage> images();

    List<Volume> volumes();

    /** Snapshots from which a volume can be created. */
    List<VolumeSnapshot> volumeSnapshots();

    /** The project's own and shared networks, without external ones. */
    List<Network> networks();

    List<SecurityGroup> securityGroups();

    List<FloatingIp> floatingIps();

    List<Port> ports(ServerId server);

    /** Ports that no server uses. */
    List<Port> freePorts();

    /** Available zones only. */
    List<AvailabilityZone> availabilityZones();

    List<ServerGroup> serverGroups();

    /** Usage and limits of the project in one service. */
    List<Quota> quotas(Quota.Service service);
}
