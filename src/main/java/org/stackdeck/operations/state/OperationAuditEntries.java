package org.stackdeck.operations.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation;

/** Creates the audit entries of operations. */
final class OperationAuditEntries {

    private OperationAuditEntries() {}

    /** Entry for the acceptance of an operation. */
    static AuditEntry accepted(Operation operation, Caller caller) {
        return stateChange(operation, caller.source(), caller.channel(), AuditEntry.Result.ACCEPTED, "");
    }

    /** Entry for the acceptance of a launch. */
    static AuditEntry accepted(NewLaunchOperation launch, Caller caller) {
        return stateChange(
                launch.operation(),
                caller.source(),
                caller.channel(),
                AuditEntry.Result.ACCEPTED,
                describe(launch.server()));
    }

    /** Entry for the end of an operation, which is recorded for the user who requested it. */
    static AuditEntry ended(Operation operation, String source, AuditEntry.Result result) {
        return stateChange(operation, source, Caller.Channel.SYSTEM, result, "");
    }

    /** Entry for a user's action on an operation. */
    static AuditEntry userAction(String action, Operation operation, Caller by, AuditEntry.Result result) {
        return by.auditEntry(
                action,
                "server",
                operation.server().id().value(),
                operation.serverName(),
                result,
                "operation=" + operation.id() + " cloud=" + operation.server().cloud() + " action="
                        + operation.action().code());
    }

    private static AuditEntry stateChange(
            Operation operation, String source, Caller.Channel channel, AuditEntry.Result result, String more) {
        StringBuilder detail = new StringBuilder("operation=" + operation.id())
                .append(" cloud=" + operation.server().cloud())
                .append(" project=" + operation.project())
                .append(list("with", arguments(operation.actionRequest())))
                .append(more);
        if (operation.requestId() != null) {
            detail.append(" request=" + operation.requestId());
        }
        if (operation.failure() != null) {
            detail.append(" error=" + operation.failure().code());
            if (operation.failure().message() != null) {
                detail.append(": " + operation.failure().message());
            }
        }
        return new AuditEntry(
                operation.userId().toString(),
                operation.userName().value(),
                source,
                channel.name(),
                "server." + operation.action().code(),
                "server",
                operation.server().id().value(),
                operation.serverName(),
                result,
                detail.toString());
    }

    /** Formats the parameters. Names are added to ids, since names can change. */
    private static List<String> arguments(ServerActionRequest serverActionRequest) {
        return serverActionRequest.withoutSecrets().arguments().entrySet().stream()
                .map(one -> one.getKey().code() + "=" + one.getValue().value()
                        + (one.getValue().name() == null
                                ? ""
                                : " (" + one.getValue().name() + ")"))
                .toList();
    }

    /** Describes the launch parameters. Only the length of user data is recorded. */
    private static String describe(NewServer server) {
        List<String> parts = new ArrayList<>();
        switch (server.source()) {
            case BootSource.ImageSource(String image, RootVolume root) -> {
                if (root != null) {
                    parts.add(describe(root));
                }
            }
            case BootSource.VolumeSource(String volume, boolean deleted) ->
                parts.add("volumeGoesWithServer=" + deleted);
            case BootSource.SnapshotSource(String snapshot, RootVolume root) -> {
                parts.add("snapshot=" + snapshot);
                parts.add(describe(root));
            }
        }
        server.nics().forEach(nic -> parts.add((nic instanceof Nic.PortNic ? "port=" : "network=") + nic.id()));
        server.securityGroups().forEach(group -> parts.add("securityGroup=" + group));
        if (server.key() != null) {
            parts.add("key=" + server.key().fingerprint());
        }
        if (server.zone() != null) {
            parts.add("zone=" + server.zone());
        }
        if (server.serverGroup() != null) {
            parts.add("serverGroup=" + server.serverGroup());
        }
        new TreeSet<>(server.tags()).forEach(tag -> parts.add("tag=" + tag));
        new TreeMap<>(server.metadata()).forEach((key, value) -> parts.add("metadata=" + key + "=" + value));
        if (server.userData() != null) {
            parts.add("userData=" + server.userData().getBytes(StandardCharsets.UTF_8).length + " bytes");
        }
        return list("more", parts);
    }

    private static String describe(RootVolume root) {
        return "rootVolume=" + root.sizeGib() + " GiB" + (root.deletedWithServer() ? ", goes with it" : ", stays");
    }

    /**
     * Formats a list in brackets. Brackets within values are replaced, because they delimit a value in the audit trail.
     */
    private static String list(String name, List<String> values) {
        return values.isEmpty()
                ? ""
                : " " + name + "=["
                        + String.join(", ", values).replace('[', '(').replace(']', ')') + "]";
    }
}
