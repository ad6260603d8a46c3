package org.stackdeck.simulator;

import java.time.Instant;

/** What the services have in common: all that is in the cloud. */
record CloudState(
        Time time,
        ServerStore servers,
        ImageStore images,
        VolumeStore volumes,
        NetworkStore networks,
        KeyPairs keyPairs,
        ServerGroups groups,
        Quotas quotas) {

    static CloudState empty(Time time) {
        ServerStore servers = new ServerStore();
        Instant now = time.now();
        return new CloudState(
                time,
                servers,
                new ImageStore(),
                new VolumeStore(),
                new NetworkStore(servers),
                new KeyPairs(now),
                new ServerGroups(),
                new Quotas(servers));
    }
}
