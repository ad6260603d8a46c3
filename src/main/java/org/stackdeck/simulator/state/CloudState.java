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
        QuotaStore quotas) {

    public static CloudState empty(SimulatorScheduler simulatorClock) {
        ServerStore servers = new ServerStore();
        VolumeStore volumes = new VolumeStore();
        QuotaStore quotas = new QuotaStore(servers);
        Instant now = simulatorClock.now();
        return new CloudState(
                simulatorClock,
                servers,
                new ImageStore(),
                volumes,
                new VolumeSnapshotStore(volumes, quotas, simulatorClock),
                new NetworkStore(servers),
                new KeyPairStore(now),
                new ServerGroupStore(),
                quotas);
    }
}
