package org.stackdeck.simulator;

import java.time.Instant;

/** State of the cloud that the services share. */
record CloudState(
        Time time,
        ServerStore servers,
        ImageStore images,
        VolumeStore volumes,
        VolumeSnapshots snapshots,
        NetworkStore networks,
        KeyPairs keyPairs,
        ServerGroups groups,
        Quotas quotas) {

    static CloudState empty(Time time) {
        ServerStore servers = new ServerStore();
        VolumeStore volumes = new VolumeStore();
        Instant now = time.now();
        return new CloudState(
                time,
                servers,
                new ImageStore(),
                volumes,
                new VolumeSnapshots(volumes, time),
                new NetworkStore(servers),
                new KeyPairs(now),
                new ServerGroups(),
                new Quotas(servers));
    }
}
