package org.stackdeck.simulator.state;

import java.time.Instant;
import org.stackdeck.simulator.support.SimulatorClock;

/** State of the cloud that the services share. */
public record CloudState(
        SimulatorClock time,
        ServerStore servers,
        ImageStore images,
        VolumeStore volumes,
        VolumeSnapshotStore snapshots,
        NetworkStore networks,
        KeyPairStore keyPairs,
        ServerGroupStore groups,
        QuotaStore quotas) {

    public static CloudState empty(SimulatorClock simulatorClock) {
        ServerStore servers = new ServerStore();
        VolumeStore volumes = new VolumeStore();
        Instant now = simulatorClock.now();
        return new CloudState(
                simulatorClock,
                servers,
                new ImageStore(),
                volumes,
                new VolumeSnapshotStore(volumes, simulatorClock),
                new NetworkStore(servers),
                new KeyPairStore(now),
                new ServerGroupStore(),
                new QuotaStore(servers));
    }
}
