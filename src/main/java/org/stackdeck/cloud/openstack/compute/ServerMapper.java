package org.stackdeck.cloud.openstack.compute;

import static org.stackdeck.cloud.openstack.http.ResponseFields.orEmpty;
import static org.stackdeck.cloud.openstack.http.ResponseFields.required;
import static org.stackdeck.cloud.openstack.http.ResponseFields.time;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.openstack.compute.NovaDtos.FaultBody;
import org.stackdeck.cloud.openstack.compute.NovaDtos.FlavorBody;
import org.stackdeck.cloud.openstack.compute.NovaDtos.ServerBody;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.server.Fault;
import org.stackdeck.cloud.server.Flavor;
import org.stackdeck.cloud.server.PowerState;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerImage;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import tools.jackson.databind.JsonNode;

/** Maps Nova's servers to the domain model. Unknown statuses and states become UNKNOWN. */
public final class ServerMapper {

    private static final Flavor UNKNOWN_FLAVOR = new Flavor("", 0, 0, 0);

    private final CloudName cloud;
    private final Function<ProjectId, Project> projects;
    private final Function<String, @Nullable String> imageNames;

    /** @param imageNames returns null for an image whose name is unknown */
    public ServerMapper(
            CloudName cloud, Function<ProjectId, Project> projects, Function<String, @Nullable String> imageNames) {
        this.cloud = cloud;
        this.projects = projects;
        this.imageNames = imageNames;
    }

    Project project(ProjectId id) {
        return projects.apply(id);
    }

    /** @throws CloudException UNINTELLIGIBLE if a required field is missing or a field is invalid */
    public Server toServer(ServerBody body) {
        try {
            return toValidServer(body);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw ResponseFields.invalidResponse();
        }
    }

    private Server toValidServer(ServerBody body) {
        Instant created = time(required(body.created()));
        return new Server(
                new ServerKey(cloud, new ServerId(required(body.id()))),
                projects.apply(new ProjectId(required(body.projectId()))),
                orEmpty(body.name()),
                status(required(body.status())),
                body.taskState() == null ? null : taskState(body.taskState()),
                powerState(body.powerState()),
                addresses(body),
                flavor(body.flavor()),
                image(body.image()),
                created,
                body.updated() == null ? created : time(body.updated()),
                Boolean.TRUE.equals(body.locked()),
                blankToNull(body.lockedReason()),
                orEmpty(body.userId()),
                blankToNull(body.description()),
                body.tags() == null ? Set.of() : Set.copyOf(body.tags()),
                body.metadata() == null ? Map.of() : body.metadata(),
                blankToNull(body.keyName()),
                blankToNull(body.availabilityZone()),
                blankToNull(body.host()),
                body.fault() == null ? null : fault(body.fault(), created),
                body.progress());
    }

    private static ServerStatus status(String name) {
        return Arrays.stream(ServerStatus.values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElse(ServerStatus.UNKNOWN);
    }

    /** Maps a task state. Nova's names contain hyphens (powering-off) or underscores (reboot_started). */
    private static TaskState taskState(String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(TaskState.values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElse(TaskState.UNKNOWN);
    }

    private static PowerState powerState(@Nullable Integer code) {
        return Arrays.stream(PowerState.values())
                .filter(s -> code != null && s.code() == code)
                .findFirst()
                .orElse(PowerState.UNKNOWN);
    }

    private static List<ServerAddress> addresses(ServerBody body) {
        if (body.addresses() == null) {
            return List.of();
        }
        return body.addresses().entrySet().stream()
                .flatMap(network -> network.getValue().stream()
                        .map(a -> new ServerAddress(
                                network.getKey(), orEmpty(a.ip()), a.version(), "floating".equals(a.type()))))
                .toList();
    }

    private static Flavor flavor(@Nullable FlavorBody flavor) {
        return flavor == null
                ? UNKNOWN_FLAVOR
                : new Flavor(orEmpty(flavor.name()), flavor.vcpus(), flavor.ram(), flavor.disk());
    }

    /** Maps the image of a server; null if the server boots from a volume, for which Nova returns an empty string. */
    private @Nullable ServerImage image(@Nullable JsonNode image) {
        if (image == null || !image.isObject()) {
            return null;
        }
        JsonNode id = image.get("id");
        return id == null || !id.isString()
                ? null
                : new ServerImage(id.stringValue(), imageNames.apply(id.stringValue()));
    }

    private static Fault fault(FaultBody fault, Instant created) {
        return new Fault(
                fault.code(), orEmpty(fault.message()), fault.created() == null ? created : time(fault.created()));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
