package org.stackdeck.operations;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;

/** JSON document of a server to be created, including secrets. */
public record NewServerDocument(
        String name,
        BootSourceDocument boot,
        String flavor,
        List<NicDocument> nics,
        @Nullable String key,
        List<String> securityGroups,
        @Nullable String zone,
        @Nullable String serverGroup,
        @Nullable String userData,
        Set<String> tags,
        Map<String, String> metadata,
        @Nullable String description) {

    /** @param rootVolumeGib null if no volume is created; required for a snapshot */
    public record BootSourceDocument(
            Kind kind, String id, @Nullable Integer rootVolumeGib, boolean deletedWithServer) {

        public enum Kind {
            IMAGE,
            VOLUME,
            SNAPSHOT
        }

        static BootSourceDocument of(BootSource source) {
            return switch (source) {
                case BootSource.ImageSource(String image, RootVolume root) ->
                    new BootSourceDocument(Kind.IMAGE, image, root == null ? null : root.sizeGib(), deleted(root));
                case BootSource.VolumeSource(String volume, boolean deleted) ->
                    new BootSourceDocument(Kind.VOLUME, volume, null, deleted);
                case BootSource.SnapshotSource(String snapshot, RootVolume root) ->
                    new BootSourceDocument(Kind.SNAPSHOT, snapshot, root.sizeGib(), root.deletedWithServer());
            };
        }

        private static boolean deleted(@Nullable RootVolume root) {
            return root != null && root.deletedWithServer();
        }

        BootSource source() {
            return switch (kind) {
                case IMAGE -> new BootSource.ImageSource(id, rootVolumeGib == null ? null : root(rootVolumeGib));
                case VOLUME -> new BootSource.VolumeSource(id, deletedWithServer);
                case SNAPSHOT -> new BootSource.SnapshotSource(id, root(Objects.requireNonNull(rootVolumeGib)));
            };
        }

        private RootVolume root(int size) {
            return new RootVolume(size, deletedWithServer);
        }
    }

    /** Exactly one of {@code network} and {@code port} is null. */
    public record NicDocument(
            @Nullable String network, @Nullable String port) {

        static NicDocument of(Nic nic) {
            return switch (nic) {
                case Nic.NetworkNic(String network) -> new NicDocument(network, null);
                case Nic.PortNic(String port) -> new NicDocument(null, port);
            };
        }

        Nic nic() {
            return port == null ? new Nic.NetworkNic(String.valueOf(network)) : new Nic.PortNic(port);
        }
    }

    public static NewServerDocument of(NewServer server) {
        SshPublicKey key = server.key();
        return new NewServerDocument(
                server.name(),
                BootSourceDocument.of(server.source()),
                server.flavor(),
                server.nics().stream().map(NicDocument::of).toList(),
                key == null ? null : key.authorizedKeysLine(),
                server.securityGroups(),
                server.zone(),
                server.serverGroup(),
                server.userData(),
                server.tags(),
                server.metadata(),
                server.description());
    }

    public NewServer server() {
        return new NewServer(
                name,
                boot.source(),
                flavor,
                nics.stream().map(NicDocument::nic).toList(),
                key == null ? null : SshPublicKey.parse(key),
                securityGroups,
                zone,
                serverGroup,
                userData,
                tags,
                metadata,
                description);
    }

    /** Omits all values except the name, because some are secret. */
    @Override
    public String toString() {
        return "NewServerDocument[" + name + "]";
    }
}
