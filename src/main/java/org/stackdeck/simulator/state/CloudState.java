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

    public static CloudState empty(SimulatorScheduler simulatorClock) {
        ServerStore servers = new ServerStore();
        VolumeStore volumes = new VolumeStore();
        SecurityGroupStore securityGroups = new SecurityGroupStore();
        QuotaStore quotas = new QuotaStore(servers);
        Instant now = simulatorClock.now();
        return new CloudState(
                simulatorClock,
                servers,
                new ImageStore(),
                volumes,
                new VolumeSnapshotStore(volumes, quotas, simulatorClock),
                new NetworkStore(servers, securityGroups),
                new KeyPairStore(now),
                new ServerGroupStore(),
                securityGroups,
                quotas);
    }
}
