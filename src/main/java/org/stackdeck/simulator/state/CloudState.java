package org.stackdeck.simulator.state;

import java.time.Instant;
import org.stackdeck.simulator.support.SimulatorScheduler;

/** State of the cloud that the services share. */
public record CloudState(
        SimulatorScheduler time,
        ServerStore servers,
        ImageStore images,
        VolumeStore volumes,
        VolumeSnapshotStore snapshots,
        NetworkStore networks,
        KeyPairStore keyPairs,
        ServerGroupStore groups,
        SecurityGroupStore securityGroups,
        QuotaStore quotas) {

    public static CloudState empty(SimulatorScheduler scheduler) {
        ServerStore servers = new ServerStore();
        VolumeStore volumes = new VolumeStore();
        SecurityGroupStore securityGroups = new SecurityGroupStore();
        QuotaStore quotas = new QuotaStore(servers);
        Instant now = scheduler.now();
        return new CloudState(
                scheduler,
                servers,
                new ImageStore(),
                volumes,
                new VolumeSnapshotStore(volumes, quotas, scheduler),
                new NetworkStore(servers, securityGroups),
                new KeyPairStore(now),
                new ServerGroupStore(),
                securityGroups,
                quotas);
    }
}
