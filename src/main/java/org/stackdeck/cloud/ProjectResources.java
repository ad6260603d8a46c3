package org.stackdeck.cloud;

import java.util.List;

/**
 * What a project has and may use besides its servers. Calls block, are bounded in time, and throw {@link CloudException};
 * each asks the cloud. Nothing of another project is among the answers, whatever the credential may see.
 */
public interface ProjectResources {

    List<OfferedFlavor> flavors();

    /** Those that are whole: public ones, and the project's own and shared ones. */
    List<OfferedImage> images();

    List<Volume> volumes();

    /** Of which a volume can be made. */
    List<VolumeSnapshot> volumeSnapshots();

    /** Its own and shared ones, without those that lead outside. */
    List<Network> networks();

    List<SecurityGroup> securityGroups();

    List<FloatingIp> floatingIps();

    List<Port> ports(ServerId server);

    /** Those that nothing uses. */
    List<Port> freePorts();

    /** Those that take servers. */
    List<AvailabilityZone> availabilityZones();

    List<ServerGroup> serverGroups();

    /** What one service counts of the project, and how much of it there may be. */
    List<Quota> quotas(Quota.Service service);
}
