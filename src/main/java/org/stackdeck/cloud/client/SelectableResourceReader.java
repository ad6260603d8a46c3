package org.stackdeck.cloud.client;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.AvailabilityZone;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;

/**
 * Lists the resources of a project except its servers. Every call sends requests to the cloud, blocks for a bounded
 * time, and throws {@link CloudException} if it fails. Results never include resources that the project cannot use,
 * even if the credential can list them.
 */
public interface SelectableResourceReader {

    List<AvailableFlavor> flavors();

    /** Lists the active images: public images, the project's own images, and those shared with it. */
    List<AvailableImage> images();

    /**
     * Returns the image if the project can use it and all resources to which it refers. Also finds community images of
     * other projects, which {@link #images()} does not include.
     */
    Optional<AvailableImage> findImage(String id);

    /**
     * Returns the image like {@link #findImage}, but only if the project can also use the volume type that the image
     * selects.
     */
    Optional<AvailableImage> findImageForVolume(String id);

    List<Volume> volumes();

    Optional<Volume> findVolume(String id);

    /**
     * Returns the project's snapshot if it is available and the project may boot servers from it. Does not check
     * whether the volume is bootable.
     */
    Optional<VolumeSnapshot> findVolumeSnapshot(String id);

    /** Lists the snapshots from which a volume can be created. */
    List<VolumeSnapshot> volumeSnapshots();

    /** Lists the project's own and shared networks, without external ones. */
    List<Network> networks();

    List<SecurityGroup> securityGroups();

    List<FloatingIp> floatingIps();

    List<Port> ports(ServerId server);

    /** Lists the ports that no server or other device uses. */
    List<Port> freePorts();

    /** Lists the availability zones that are available. */
    List<AvailabilityZone> availabilityZones();

    List<ServerGroup> serverGroups();

    /** Returns the usage and limits of the project in one service. */
    List<Quota> quotas(Quota.Service service);
}
