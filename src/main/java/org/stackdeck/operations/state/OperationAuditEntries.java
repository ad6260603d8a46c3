package org.stackdeck.operations.state;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation;

final class OperationAuditEntries {

    private OperationAuditEntries() {}

    static AuditEntry accepted(Operation operation, Caller caller) {
        return stateChange(operation, caller.source(), caller.channel(), AuditEntry.Result.ACCEPTED, AuditDetail.EMPTY);
    }

    static AuditEntry accepted(NewLaunchOperation launch, Caller caller) {
        return stateChange(
                launch.operation(),
                caller.source(),
                caller.channel(),
                AuditEntry.Result.ACCEPTED,
                describe(launch.server()));
    }

    /**
     * Creates the entry for the end of an operation. The actor of the entry is the user who requested the operation.
     */
    static AuditEntry ended(Operation operation, String source, AuditEntry.Result result) {
        return stateChange(operation, source, Caller.Channel.SYSTEM, result, AuditDetail.EMPTY);
    }

    static AuditEntry userAction(String action, Operation operation, Caller by, AuditEntry.Result result) {
        return by.auditEntry(
                operation.target().objectType() + "." + action,
                operation.target().objectType(),
                operation.target().idText(),
                operation.targetName(),
                result,
                AuditDetail.of("operation", operation.id())
                        .with("cloud", operation.cloud())
                        .with("action", operation.action().code()));
    }

    private static AuditEntry stateChange(
            Operation operation, String source, Caller.Channel channel, AuditEntry.Result result, AuditDetail more) {
        AuditDetail detail = AuditDetail.of("operation", operation.id())
                .with("cloud", operation.cloud())
                .with("project", operation.project())
                .with("with", arguments(operation.actionRequest()))
                .with(more)
                .with("request", operation.requestId());
        if (operation.failure() != null) {
            detail = detail.withError(
                    operation.failure().code(), operation.failure().message());
        }
        return new AuditEntry(
                operation.userId().toString(),
                operation.userName().value(),
                source,
                channel.name(),
                operation.target().objectType() + "." + operation.action().code(),
                operation.target().objectType(),
                operation.target().idText(),
                operation.targetName(),
                result,
                detail);
    }

    /**
     * Returns the parameters of the action without secrets. Each ID is followed by the name of the resource at that
     * time, because names can change. Short values come first, so that a long name or description does not displace
     * others when the entry is shortened.
     */
    private static Map<String, String> arguments(ActionRequest actionRequest) {
        Map<String, String> values = new LinkedHashMap<>();
        actionRequest.withoutSecrets().arguments().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        argument -> argument.getValue().value().length()))
                .forEach(argument -> {
                    String name = argument.getValue().name() == null
                            ? ""
                            : " (" + argument.getValue().name() + ")";
                    values.put(argument.getKey().code(), argument.getValue().value() + name);
                });
        return values;
    }

    /** Returns the parameters of the launch. Contains only the length of the user data. */
    private static AuditDetail describe(NewServer server) {
        return describe(server.source())
                .with("networks", nics(server, Nic.NetworkNic.class))
                .with("ports", nics(server, Nic.PortNic.class))
                .with("securityGroups", server.securityGroups())
                .with("key", server.key() == null ? null : server.key().fingerprint())
                .with("zone", server.zone())
                .with("serverGroup", server.serverGroup())
                .with("tags", new TreeSet<>(server.tags()))
                .with("metadata", new TreeMap<>(server.metadata()))
                .with("userDataBytes", userDataBytes(server));
    }

    private static AuditDetail describe(BootSource source) {
        return switch (source) {
            case BootSource.ImageSource(String image, RootVolume root) -> describe(root);
            case BootSource.VolumeSource(String volume, boolean deleted) ->
                AuditDetail.of("volumeDeletedWithServer", deleted);
            case BootSource.SnapshotSource(String snapshot, RootVolume root) ->
                AuditDetail.of("snapshot", snapshot).with(describe(root));
        };
    }

    private static AuditDetail describe(@Nullable RootVolume root) {
        return root == null
                ? AuditDetail.EMPTY
                : AuditDetail.of("rootVolumeGib", root.sizeGib())
                        .with("volumeDeletedWithServer", root.deletedWithServer());
    }

    private static List<String> nics(NewServer server, Class<? extends Nic> type) {
        return server.nics().stream().filter(type::isInstance).map(Nic::id).toList();
    }

    private static @Nullable Integer userDataBytes(NewServer server) {
        String userData = server.userData();
        return userData == null ? null : userData.getBytes(StandardCharsets.UTF_8).length;
    }
}
