package org.stackdeck.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds servers for tests: {@code AServer.named("web-1").status(SHUTOFF).build()}. The name is also the id unless
 * another id is given.
 */
public final class AServer {

    public static final CloudName CLOUD = new CloudName("lab");
    public static final Project STAFF = new Project(CLOUD, new ProjectId("p-staff"), "staff");
    public static final Project RESEARCH = new Project(CLOUD, new ProjectId("p-research"), "research");
    public static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private String id;
    private String name;
    private Project project = STAFF;
    private ServerStatus status = ServerStatus.ACTIVE;
    private @Nullable TaskState task;
    private Instant created = MADE;
    private Instant updated = MADE;
    private boolean locked;
    private Set<String> tags = Set.of();
    private Map<String, String> metadata = Map.of();
    private @Nullable String host;
    private String user = "u-console";
    private @Nullable String keyName;
    private @Nullable Fault fault;
    private @Nullable Image image = new Image("i-1", "debian-13");
    private List<Address> addresses = List.of(new Address("net", "10.0.0.5", 4, false));

    private AServer(String id, String name) {
        this.id = id;
        this.name = name;
    }

    public static AServer named(String name) {
        return new AServer(name, name);
    }

    /** A builder with the values of another server. */
    public static AServer like(Server other) {
        AServer made = new AServer(other.id().value(), other.name());
        made.project = other.project();
        made.status = other.status();
        made.task = other.taskState();
        made.created = other.created();
        made.updated = other.updated();
        made.locked = other.locked();
        made.tags = other.tags();
        made.metadata = other.metadata();
        made.host = other.host();
        made.user = other.userId();
        made.keyName = other.keyName();
        made.fault = other.fault();
        made.addresses = other.addresses();
        return made;
    }

    public static ServerKey key(String id) {
        return new ServerKey(CLOUD, new ServerId(id));
    }

    public AServer id(String value) {
        id = value;
        return this;
    }

    public AServer name(String value) {
        name = value;
        return this;
    }

    public AServer in(Project value) {
        project = value;
        return this;
    }

    public AServer status(ServerStatus value) {
        status = value;
        return this;
    }

    public AServer task(@Nullable TaskState value) {
        task = value;
        return this;
    }

    public AServer created(Instant value) {
        created = value;
        return this;
    }

    public AServer updated(Instant value) {
        updated = value;
        return this;
    }

    public AServer locked() {
        locked = true;
        return this;
    }

    public AServer tags(String... values) {
        tags = Set.of(values);
        return this;
    }

    public AServer metadata(Map<String, String> entries) {
        metadata = entries;
        return this;
    }

    public AServer host(@Nullable String value) {
        host = value;
        return this;
    }

    /** The Keystone id of the user who created it. */
    public AServer user(String value) {
        user = value;
        return this;
    }

    /** The name of its key pair. */
    public AServer keyName(@Nullable String value) {
        keyName = value;
        return this;
    }

    /** Lets the server boot from a volume. */
    public AServer onVolume() {
        image = null;
        return this;
    }

    public AServer fault(String message) {
        fault = new Fault(500, message, MADE);
        return this;
    }

    public AServer addresses(Address... values) {
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
                new Flavor("m1.small", 1, 2048, 20),
                image,
                created,
                updated,
                locked,
                null,
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
