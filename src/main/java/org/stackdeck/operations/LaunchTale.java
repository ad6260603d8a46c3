package org.stackdeck.operations;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.RootVolume;

/** Formats the launch parameters for the audit trail. Only the length of user data is recorded. */
final class LaunchTale {

    private final StringBuilder told = new StringBuilder();

    private LaunchTale() {}

    static String of(NewServer server) {
        LaunchTale tale = new LaunchTale();
        tale.boot(server.source());
        for (Nic nic : server.nics()) {
            tale.add(nic instanceof Nic.OnPort ? "port" : "network", nic.id());
        }
        server.securityGroups().forEach(group -> tale.add("securityGroup", group));
        if (server.key() != null) {
            tale.add("key", server.key().fingerprint());
        }
        if (server.zone() != null) {
            tale.add("zone", server.zone());
        }
        if (server.serverGroup() != null) {
            tale.add("serverGroup", server.serverGroup());
        }
        new TreeSet<>(server.tags()).forEach(tag -> tale.add("tag", tag));
        new TreeMap<>(server.metadata()).forEach((key, value) -> tale.add("metadata", key + "=" + value));
        if (server.userData() != null) {
            tale.add("userData", server.userData().getBytes(StandardCharsets.UTF_8).length + " bytes");
        }
        // Brackets delimit a value in the audit trail.
        return tale.told.isEmpty()
                ? ""
                : " more=[" + tale.told.toString().replace('[', '(').replace(']', ')') + "]";
    }

    private void boot(BootSource source) {
        switch (source) {
            case BootSource.OfImage(String image, RootVolume root) -> {
                if (root != null) {
                    root(root);
                }
            }
            case BootSource.OfVolume(String volume, boolean deleted) -> add("volumeGoesWithServer", "" + deleted);
            case BootSource.OfSnapshot(String snapshot, RootVolume root) -> {
                add("snapshot", snapshot);
                root(root);
            }
        }
    }

    private void root(RootVolume root) {
        add("rootVolume", root.sizeGib() + " GiB" + (root.deletedWithServer() ? ", goes with it" : ", stays"));
    }

    private void add(String what, String value) {
        told.append(told.isEmpty() ? "" : ", ").append(what).append('=').append(value);
    }
}
