package org.stackdeck.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.RootVolume;

/** JSON document of a server to create, including secrets. */
public record PlanDocument(
        String name,
        Boot boot,
        String flavor,
        List<Link> nics,
        @Nullable String key,
        List<String> securityGroups,
        @Nullable String zone,
        @Nullable String serverGroup,
        @Nullable String userData,
        Set<String> tags,
        Map<String, String> metadata,
        @Nullable String description) {

    /** @param rootVolumeGib null if no volume is created */
    public record Boot(Kind kind, String id, @Nullable Integer rootVolumeGib, boolean deletedWithServer) {

        public enum Kind {
            IMAGE,
            VOLUME,
            SNAPSHOT
        }

        static Boot of(BootSource source) {
            return switch (source) {
                case BootSource.OfImage(String image, RootVolume root) ->
                    new Boot(Kind.IMAGE, image, root == null ? null : root.sizeGib(), deleted(root));
                case BootSource.OfVolume(String volume, boolean deleted) ->
                    new Boot(Kind.VOLUME, volume, null, deleted);
                case BootSource.OfSnapshot(String snapshot, RootVolume root) ->
                    new Boot(Kind.SNAPSHOT, snapshot, root.sizeGib(), root.deletedWithServer());
            };
        }

        private static boolean deleted(@Nullable RootVolume root) {
            return root != null && root.deletedWithServer();
        }

        BootSource source() {
            return switch (kind) {
                case IMAGE -> new BootSource.OfImage(id, rootVolumeGib == null ? null : root(rootVolumeGib));
                case VOLUME -> new BootSource.OfVolume(id, deletedWithServer);
                case SNAPSHOT -> new BootSource.OfSnapshot(id, root(rootVolumeGib == null ? 1 : rootVolumeGib));
            };
        }

        private RootVolume root(int size) {
            return new RootVolume(size, deletedWithServer);
        }
    }

    /** Exactly one of both is null. */
    public record Link(@Nullable String network, @Nullable String port) {

        static Link of(Nic nic) {
            return switch (nic) {
                case Nic.OnNetwork(String network) -> new Link(network, null);
                case Nic.OnPort(String port) -> new Link(null, port);
            };
        }

        Nic nic() {
            return port == null ? new Nic.OnNetwork(String.valueOf(network)) : new Nic.OnPort(port);
        }
    }

    public static PlanDocument of(NewServer server) {
        PublicKey key = server.key();
        return new PlanDocument(
                server.name(),
                Boot.of(server.source()),
                server.flavor(),
                server.nics().stream().map(Link::of).toList(),
                key == null ? null : key.line(),
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
                nics.stream().map(Link::nic).toList(),
                key == null ? null : PublicKey.parse(key),
                securityGroups,
                zone,
                serverGroup,
                userData,
                tags,
                metadata,
                description);
    }

    /** Contains no secret. */
    @Override
    public String toString() {
        return "PlanDocument[" + name + "]";
    }
}
