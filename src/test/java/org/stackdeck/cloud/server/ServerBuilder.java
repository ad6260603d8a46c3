package org.stackdeck.cloud.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/**
 * Builds servers for tests: {@code ServerBuilder.named("web-1").status(SHUTOFF).build()}. The name is also the ID
 * unless the test sets another ID.
 */
public final class ServerBuilder {

    public static final String IMAGE_NAME = "debian-13";
    public static final CloudName CLOUD = new CloudName("lab");
    public static final Project STAFF = new Project(CLOUD, new ProjectId("p-staff"), "staff");
    public static final Project RESEARCH = new Project(CLOUD, new ProjectId("p-research"), "research");
    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private String id;
    private String name;
    private Project project = STAFF;
    private ServerStatus status = ServerStatus.ACTIVE;
    private @Nullable TaskState task;
    private Instant created = CREATED;
    private Instant updated = CREATED;
    private boolean locked;
    private @Nullable String lockedReason;
    private Set<String> tags = Set.of();
    private Map<String, String> metadata = Map.of();
    private @Nullable String host;
    private String user = "u-console";
    private @Nullable String keyName;
    private @Nullable Fault fault;
    private Flavor flavor = new Flavor("m1.small", 1, 2048, 20);
    private @Nullable ServerImage image = new ServerImage("i-1", IMAGE_NAME);
    private List<ServerAddress> addresses = List.of(new ServerAddress("net", "10.0.0.5", 4, false));

    private ServerBuilder(String id, String name) {
        this.id = id;
        this.name = name;
    }

    public static ServerBuilder named(String name) {
        return new ServerBuilder(name, name);
    }

    /** Creates a builder with the values of another server. */
    public static ServerBuilder like(Server other) {
        ServerBuilder serverBuilder = new ServerBuilder(other.id().value(), other.name());
        serverBuilder.project = other.project();
        serverBuilder.status = other.status();
        serverBuilder.task = other.taskState();
        serverBuilder.created = other.created();
        serverBuilder.updated = other.updated();
        serverBuilder.locked = other.locked();
        serverBuilder.lockedReason = other.lockedReason();
        serverBuilder.tags = other.tags();
        serverBuilder.metadata = other.metadata();
        serverBuilder.host = other.host();
        serverBuilder.user = other.userId();
        serverBuilder.keyName = other.keyName();
        serverBuilder.fault = other.fault();
        serverBuilder.flavor = other.flavor();
        serverBuilder.image = other.image();
        serverBuilder.addresses = other.addresses();
        return serverBuilder;
    }

    public static ServerKey key(String id) {
        return new ServerKey(CLOUD, new ServerId(id));
    }

    public ServerBuilder id(String value) {
        id = value;
        return this;
    }

    public ServerBuilder name(String value) {
        name = value;
        return this;
    }

    public ServerBuilder project(Project value) {
        project = value;
        return this;
    }

    public ServerBuilder status(ServerStatus value) {
        status = value;
        return this;
    }

    public ServerBuilder task(@Nullable TaskState value) {
        task = value;
        return this;
    }

    public ServerBuilder created(Instant value) {
        created = value;
        return this;
    }

    public ServerBuilder updated(Instant value) {
        updated = value;
        return this;
    }

    public ServerBuilder locked() {
        locked = true;
        return this;
    }

    public ServerBuilder lockedBecause(String reason) {
        lockedReason = reason;
        return locked();
    }

    public ServerBuilder tags(String... values) {
        tags = Set.of(values);
        return this;
    }

    public ServerBuilder metadata(Map<String, String> entries) {
        metadata = entries;
        return this;
    }

    public ServerBuilder host(@Nullable String value) {
        host = value;
        return this;
    }

    /** Sets the Keystone ID of the user who created the server. */
    public ServerBuilder user(String value) {
        user = value;
        return this;
    }

    public ServerBuilder keyName(@Nullable String value) {
        keyName = value;
        return this;
    }

    public ServerBuilder image(String id, String name) {
        image = new ServerImage(id, name);
        return this;
    }

    /** Makes the server boot from a volume. */
    public ServerBuilder bootFromVolume() {
        image = null;
        return this;
    }

    public ServerBuilder fault(String message) {
        fault = new Fault(500, message, CREATED);
        return this;
    }

    public ServerBuilder flavor(String name) {
        flavor = new Flavor(name, 1, 2048, 20);
        return this;
    }

    public ServerBuilder addresses(ServerAddress... values) {
        addresses = List.of(values);
        return this;
    }

    public Server build() {
        return new Server(
                new ServerKey(project.cloud(), new ServerId(id)),
                project,
                name,
                status,
                task,
                status == ServerStatus.ACTIVE ? PowerState.RUNNING : PowerState.SHUTDOWN,
                addresses,
                flavor,
                image,
                created,
                updated,
                locked,
                lockedReason,
                user,
                null,
                tags,
                metadata,
                keyName,
                "nova",
                host,
                fault,
                null);
    }
}
