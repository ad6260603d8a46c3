package org.stackdeck.operations.state;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;

/** Formats the launch parameters for the audit trail. Only the length of user data is recorded. */
final class LaunchAuditDetails {

    private final StringBuilder text = new StringBuilder();

    private LaunchAuditDetails() {}

    static String format(NewServer server) {
        LaunchAuditDetails details = new LaunchAuditDetails();
        details.addBootSource(server.source());
        for (Nic nic : server.nics()) {
            details.add(nic instanceof Nic.PortNic ? "port" : "network", nic.id());
        }
        server.securityGroups().forEach(group -> details.add("securityGroup", group));
        if (server.key() != null) {
            details.add("key", server.key().fingerprint());
        }
        if (server.zone() != null) {
            details.add("zone", server.zone());
        }
        if (server.serverGroup() != null) {
            details.add("serverGroup", server.serverGroup());
        }
        new TreeSet<>(server.tags()).forEach(tag -> details.add("tag", tag));
        new TreeMap<>(server.metadata()).forEach((key, value) -> details.add("metadata", key + "=" + value));
        if (server.userData() != null) {
            details.add("userData", server.userData().getBytes(StandardCharsets.UTF_8).length + " bytes");
        }
        // Brackets delimit a value in the audit trail.
        return details.text.isEmpty()
                ? ""
                : " more=[" + details.text.toString().replace('[', '(').replace(']', ')') + "]";
    }

    private void addBootSource(BootSource source) {
        switch (source) {
            case BootSource.ImageSource(String image, RootVolume root) -> {
                if (root != null) {
                    addRootVolume(root);
                }
            }
            case BootSource.VolumeSource(String volume, boolean deleted) -> add("volumeGoesWithServer", "" + deleted);
            case BootSource.SnapshotSource(String snapshot, RootVolume root) -> {
                add("snapshot", snapshot);
                addRootVolume(root);
            }
        }
    }

    private void addRootVolume(RootVolume root) {
        add("rootVolume", root.sizeGib() + " GiB" + (root.deletedWithServer() ? ", goes with it" : ", stays"));
    }

    private void add(String what, String value) {
        text.append(text.isEmpty() ? "" : ", ").append(what).append('=').append(value);
    }
}
