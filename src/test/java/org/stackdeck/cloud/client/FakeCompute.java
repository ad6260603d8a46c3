package org.stackdeck.cloud.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.cloud.server.VolumeAttachment;

/**
 * Nova in memory. Its clock runs continuously, and most changes advance it by another second. As in a real Nova, only
 * {@code changes-since} returns deleted servers, and it does not return changes that leave {@code updated} unchanged.
 */
public class FakeCompute implements ComputeClient {

    private @Nullable String password;

    public static final String USER = "u-console";

    private volatile boolean vnc = true;
    private volatile boolean enforcesLocks = true;
    private ServerUsage usage = new ServerUsage(null, List.of(), null, List.of(), List.of());
    private final PollingScope pollingScope;
    private final Map<ServerId, Server> servers = new LinkedHashMap<>();
    private final Map<ServerId, Server> deleted = new LinkedHashMap<>();
    private final Map<ServerId, List<InstanceAction>> actions = new LinkedHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<ActionRequest> performedActions = new ArrayList<>();
    private final List<NewServer> creations = new ArrayList<>();
    private final Map<String, SshPublicKey> keys = new HashMap<>();
    private final Map<ServerId, List<VolumeAttachment>> attached = new HashMap<>();
    private final Set<ProjectId> noRole = new HashSet<>();
    private int births;
    private Clock clock = Clock.systemUTC();
    private Duration ahead = Duration.between(clock.instant(), ServerBuilder.CREATED);
    private Instant issued = ServerBuilder.CREATED.minus(Duration.ofMinutes(1));
    private int pageSize = 1000;
    private int requests;
    private final Map<String, Optional<String>> imageNames = new HashMap<>();
    private long imageNameChanges;
    private boolean unknownImages;
    private @Nullable Supplier<? extends RuntimeException> failure;
    private @Nullable Supplier<? extends Error> hardFailure;
    private @Nullable Supplier<? extends RuntimeException> actFailure;
    private boolean actsBeforeFailing;
    private Runnable duringList = () -> {};
    private Runnable duringCall = () -> {};
    private volatile Runnable beforeAct = () -> {};
    private Runnable duringAct = () -> {};
    private Runnable duringRead = () -> {};
    private Runnable onRequest = () -> {};

    public FakeCompute(Project... projects) {
        this(new PollingScope(projects[0].cloud(), "entry", projects.length > 1, List.of(projects)));
    }

    public FakeCompute(PollingScope pollingScope) {
        this.pollingScope = pollingScope;
    }

    /** Measures the passage of time by the given clock, and keeps the current time. */
    public synchronized void runWith(Clock other) {
        ahead = Duration.between(other.instant(), now());
        clock = other;
    }

    /** Sets the clock to the time of the given clock, and follows that clock. */
    public synchronized void synchronizeWith(Clock other) {
        ahead = Duration.ZERO;
        clock = other;
    }

    /** Creates or replaces the server, and sets {@code updated} to the next second of this clock. */
    public synchronized Server put(ServerBuilder builder) {
        Server made = builder.updated(advanceOneSecond()).build();
        servers.put(made.id(), made);
        return made;
    }

    /**
     * Creates or replaces the server without a change of {@code updated}, as Nova does for tags, addresses and rows
     * that become visible late.
     */
    public synchronized void putWithoutUpdate(ServerBuilder builder) {
        Server made = builder.build();
        servers.put(made.id(), made);
    }

    public synchronized void delete(String id) {
        Server gone = Objects.requireNonNull(servers.remove(new ServerId(id)));
        deleted.put(
                gone.id(),
                ServerBuilder.like(gone)
                        .status(ServerStatus.DELETED)
                        .updated(advanceOneSecond())
                        .build());
    }

    /**
     * Removes the server so that {@code changes-since} does not return it, as after an operator has archived its row.
     */
    public synchronized void removeWithoutTrace(String id) {
        servers.remove(new ServerId(id));
    }

    public synchronized int serverCount() {
        return servers.size();
    }

    public synchronized Instant advanceOneSecond() {
        ahead = ahead.plusSeconds(1);
        return now();
    }

    /** Returns the time of this clock with Nova's resolution of one second. */
    public synchronized Instant now() {
        return clock.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Sets the time, by Keystone's clock, at which the token was issued. It is the watermark of an empty list. */
    public synchronized void tokenIssued(Instant at) {
        issued = at;
    }

    public synchronized void setPageSize(int size) {
        pageSize = size;
    }

    /** Makes each request to Nova fail until {@link #recover()}. */
    public synchronized void fail(Supplier<? extends RuntimeException> how) {
        failure = how;
    }

    /** Makes each request to Nova fail with an {@link Error} until {@link #recover()}. */
    public synchronized void failWithError(Supplier<? extends Error> how) {
        hardFailure = how;
    }

    public synchronized void recover() {
        duringRead = () -> {};
        failure = null;
        hardFailure = null;
        actFailure = null;
        password = null;
        vnc = true;
        enforcesLocks = true;
    }

    /**
     * Makes each action and creation fail until {@link #recover()}.
     *
     * @param afterEffect whether the request is performed and only its response is lost
     */
    public synchronized void failActions(Supplier<? extends RuntimeException> how, boolean afterEffect) {
        actFailure = how;
        actsBeforeFailing = afterEffect;
    }

    /** Sets a task that runs within each full list, after the first page is read. */
    public synchronized void duringList(Runnable what) {
        duringList = what;
    }

    /** Sets a task that runs within each request for changes or for one server, after its result is determined. */
    public synchronized void duringCall(Runnable what) {
        duringCall = what;
    }

    /**
     * Sets a task that runs within each import of a key pair and each read of a server's volumes, list of actions, log,
     * console or usage, until {@link #recover()}.
     */
    public synchronized void duringRead(Runnable what) {
        duringRead = what;
    }

    /** Sets a task that runs before each page of a full list or of changes is requested. */
    public synchronized void onRequest(Runnable what) {
        onRequest = what;
    }

    /** Sets a task that runs before each action or creation, while the request waits for its permit. */
    public void beforeAct(Runnable what) {
        beforeAct = what;
    }

    /** Sets a task that runs within each action or creation before it takes effect, for instance to delay it. */
    public synchronized void duringAct(Runnable what) {
        duringAct = what;
    }

    /** Returns the names of the calls in order, for instance {@code changesSince} and {@code act:stop:web}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public long calls(String name) {
        return calls.stream().filter(name::equals).count();
    }

    /** Ends the latest action of a server. */
    public void finish(String id, boolean success, @Nullable String detail) {
        finish(id, null, success, detail);
    }

    /** Ends the latest action of a server successfully, with an event of the given name. */
    public void finish(String id, String event) {
        finish(id, event, true, null);
    }

    private synchronized void finish(String id, @Nullable String event, boolean success, @Nullable String detail) {
        List<InstanceAction> all = Objects.requireNonNull(actions.get(new ServerId(id)));
        InstanceAction newest = all.getFirst();
        Instant end = advanceOneSecond();
        all.set(
                0,
                new InstanceAction(
                        newest.requestId(),
                        newest.action(),
                        newest.userId(),
                        newest.start(),
                        success ? null : "Error",
                        List.of(new InstanceAction.Event(
                                event == null ? "compute_" + newest.action() : event,
                                newest.start(),
                                end,
                                success ? "Success" : "Error",
                                detail))));
    }

    /** Adds an unfinished action of the given user, and returns its request ID. */
    public synchronized String addAction(String id, String action, String userId) {
        String request = "req-" + ++requests;
        actions.computeIfAbsent(new ServerId(id), key -> new ArrayList<>())
                .addFirst(new InstanceAction(request, action, userId, advanceOneSecond(), null, List.of()));
        return request;
    }

    public synchronized void deleteActions(String id) {
        actions.remove(new ServerId(id));
    }

    @Override
    public PollingScope scope() {
        return pollingScope;
    }

    @Override
    public Instant servers(Consumer<List<Server>> pageConsumer, Runnable beforePage) {
        runBeforePage(beforePage);
        recordCall("servers");
        List<ServerId> ids = all().stream().map(Server::id).toList();
        List<Server> received = new ArrayList<>();
        Runnable meanwhile = duringList;
        for (int from = 0; from < Math.max(ids.size(), 1); from += pageSize) {
            if (from > 0) {
                runBeforePage(beforePage);
            }
            // The page contains the current state of its servers. It excludes servers created during the list, because
            // Nova lists the newest servers first.
            List<Server> page = present(ids.subList(from, Math.min(from + pageSize, ids.size())));
            received.addAll(page);
            pageConsumer.accept(page);
            if (from == 0) {
                meanwhile.run();
                check();
            }
        }
        return newest(received);
    }

    @Override
    public ServerListing changesSince(Instant since, Runnable beforePage) {
        runBeforePage(beforePage);
        Runnable meanwhile = duringCall;
        recordCall("changesSince");
        List<Server> changed = new ArrayList<>(all());
        synchronized (this) {
            changed.addAll(deleted.values());
        }
        changed.removeIf(server -> server.updated().isBefore(since.truncatedTo(ChronoUnit.SECONDS)));
        for (int from = pageSize; from < changed.size(); from += pageSize) {
            runBeforePage(beforePage);
        }
        meanwhile.run();
        return new ServerListing(changed, newest(changed));
    }

    @Override
    public Optional<Server> server(ServerId id) {
        recordCall("server");
        Runnable meanwhile;
        Optional<Server> answer;
        synchronized (this) {
            meanwhile = duringCall;
            answer = Optional.ofNullable(servers.get(id));
        }
        meanwhile.run();
        return answer;
    }

    public synchronized void setVolumeAttachments(String id, VolumeAttachment... volumes) {
        attached.put(new ServerId(id), List.of(volumes));
    }

    @Override
    public List<VolumeAttachment> volumeAttachments(ServerId id) {
        recordCall("volumes");
        runDuringRead();
        synchronized (this) {
            return servers.containsKey(id) ? attached.getOrDefault(id, List.of()) : List.of();
        }
    }

    @Override
    public AcceptedAction performAction(ServerId id, ActionRequest actionRequest) {
        beforeAct.run();
        ChangeCondition.require();
        recordCall("act:" + actionRequest.serverAction().code() + ":" + id);
        Runnable meanwhile;
        synchronized (this) {
            meanwhile = duringAct;
        }
        meanwhile.run();
        synchronized (this) {
            if (actFailure != null && !actsBeforeFailing) {
                throw actFailure.get();
            }
            performedActions.add(actionRequest);
            String request = actionRequest
                    .serverAction()
                    .instanceAction()
                    .map(action -> addAction(id.value(), action, USER))
                    .orElse("req-unrecorded");
            if (actFailure != null) {
                throw actFailure.get();
            }
            return new AcceptedAction(
                    request,
                    actionRequest.serverAction().parameters().contains(ActionParameter.PASSWORD) ? password : null);
        }
    }

    /** Sets the password that Nova generates; null for none. It applies until {@link #recover()}. */
    public synchronized void setPassword(@Nullable String made) {
        password = made;
    }

    @Override
    public boolean canCreateIn(ProjectId project) {
        return pollingScope.projects().stream().anyMatch(one -> one.id().equals(project)) && !noRole.contains(project);
    }

    /** Removes the credential's role in the project. The credential still sees the project. */
    public synchronized void removeRole(ProjectId project) {
        noRole.add(project);
    }

    @Override
    public synchronized Duration clockOffset() {
        return ahead;
    }

    @Override
    public AcceptedServer create(
            ProjectId project, NewServer server, Map<String, String> additionalMetadata, @Nullable String keyName) {
        beforeAct.run();
        ChangeCondition.require();
        recordCall("create:" + server.name());
        Runnable meanwhile;
        synchronized (this) {
            meanwhile = duringAct;
        }
        meanwhile.run();
        synchronized (this) {
            if (actFailure != null && !actsBeforeFailing) {
                throw actFailure.get();
            }
            creations.add(server);
            Map<String, String> metadata = new HashMap<>(server.metadata());
            metadata.putAll(additionalMetadata);
            Server made = put(ServerBuilder.named(server.name())
                    .id("made-" + ++births)
                    .project(pollingScope.projects().stream()
                            .filter(one -> one.id().equals(project))
                            .findFirst()
                            .orElseThrow())
                    .status(ServerStatus.BUILD)
                    .created(now())
                    .task(TaskState.SPAWNING)
                    .user(USER)
                    .keyName(keyName)
                    .tags(server.tags().toArray(String[]::new))
                    .metadata(metadata));
            String request = addAction(made.id().value(), "create", USER);
            if (actFailure != null) {
                throw actFailure.get();
            }
            return new AcceptedServer(made.id(), request, password);
        }
    }

    /** Returns the requested servers in order. */
    public synchronized List<NewServer> creations() {
        return List.copyOf(creations);
    }

    @Override
    public void importKeyPair(ProjectId project, String name, SshPublicKey key) {
        recordCall("importKey");
        runDuringRead();
        ChangeCondition.require();
        synchronized (this) {
            keys.put(name, key);
        }
    }

    @Override
    public void deleteKeyPair(ProjectId project, String name) {
        recordCall("removeKey");
        synchronized (this) {
            keys.remove(name);
        }
    }

    /** Returns the imported key pairs by name, except deleted ones. */
    public synchronized Map<String, SshPublicKey> keys() {
        return Map.copyOf(keys);
    }

    /** Returns the accepted actions with all arguments, in order. */
    public synchronized List<ActionRequest> performedActions() {
        return List.copyOf(performedActions);
    }

    @Override
    public boolean isApplied(ServerId id, ActionRequest actionRequest) {
        recordCall("holds");
        synchronized (this) {
            return servers.containsKey(id) && performedActions.contains(actionRequest);
        }
    }

    @Override
    public Optional<InstanceAction> instanceAction(ServerId id, String requestId) {
        recordCall("instanceAction");
        synchronized (this) {
            return actions.getOrDefault(id, List.of()).stream()
                    .filter(action -> action.requestId().equals(requestId))
                    .findFirst();
        }
    }

    /** @param name null deletes the image */
    public synchronized void renameImage(String id, @Nullable String name) {
        imageNames.put(id, Optional.ofNullable(name));
        imageNameChanges++;
    }

    @Override
    public synchronized long imageNameChangeCount() {
        return imageNameChanges;
    }

    @Override
    public void refreshImageNames(Runnable loaded) {
        recordCall("refreshImageNames");
        loaded.run();
    }

    @Override
    public synchronized Map<String, Optional<String>> imageNames(Set<String> ids) {
        recordCall("imageNames");
        Map<String, Optional<String>> found = new HashMap<>();
        ids.stream()
                .filter(id -> !unknownImages)
                .forEach(id -> found.put(id, imageNames.getOrDefault(id, Optional.of(ServerBuilder.IMAGE_NAME))));
        return found;
    }

    /** Makes the names of images unknown, as if Glance did not respond. */
    public synchronized void setImagesUnknown(boolean unknown) {
        unknownImages = unknown;
    }

    @Override
    public List<InstanceAction> instanceActions(ServerId id) {
        recordCall("instanceActions");
        runDuringRead();
        synchronized (this) {
            if (!servers.containsKey(id) && !deleted.containsKey(id)) {
                throw new CloudException(CloudException.Category.NOT_FOUND, "Instance " + id + " could not be found.");
            }
            return actions.getOrDefault(id, List.of()).stream()
                    .map(a -> new InstanceAction(
                            a.requestId(), a.action(), a.userId(), a.start(), a.message(), List.of()))
                    .toList();
        }
    }

    @Override
    public boolean enforcesLocks() {
        return enforcesLocks;
    }

    /** Sets whether the credential is subject to locks, until {@link #recover()}. */
    public void setEnforcesLocks(boolean enforced) {
        enforcesLocks = enforced;
    }

    @Override
    public String userId() {
        return USER;
    }

    @Override
    public String consoleOutput(ServerId id, int lines) {
        recordCall("consoleOutput");
        runDuringRead();
        return "login:";
    }

    @Override
    public RemoteConsole createConsole(ServerId id, RemoteConsole.Type type) {
        recordCall("console");
        runDuringRead();
        if (type == RemoteConsole.Type.NOVNC && !vnc) {
            throw new CloudException(CloudException.Category.REFUSED, "Unavailable console type novnc.");
        }
        if (type == RemoteConsole.Type.SERIAL) {
            return new RemoteConsole(type, URI.create("wss://console.example:6083/?token=secret"));
        }
        return new RemoteConsole(type, URI.create("https://console.example:6080/vnc_lite.html?path=%3Ftoken%3Dsecret"));
    }

    @Override
    public synchronized ServerUsage usage(ServerId id) {
        recordCall("usage");
        runDuringRead();
        return usage;
    }

    /** Sets the usage that is returned for every server. */
    public synchronized void setUsage(ServerUsage counted) {
        usage = counted;
    }

    /** Disables noVNC consoles until {@link #recover}. */
    public void disableVnc() {
        vnc = false;
    }

    private void runBeforePage(Runnable beforePage) {
        beforePage.run();
        Runnable counted;
        synchronized (this) {
            counted = onRequest;
        }
        counted.run();
    }

    private void runDuringRead() {
        Runnable meanwhile;
        synchronized (this) {
            meanwhile = duringRead;
        }
        meanwhile.run();
    }

    private void recordCall(String name) {
        calls.add(name);
        check();
    }

    private synchronized void check() {
        if (failure != null) {
            throw failure.get();
        }
        if (hardFailure != null) {
            throw hardFailure.get();
        }
    }

    private synchronized List<Server> present(List<ServerId> ids) {
        return ids.stream().map(servers::get).filter(Objects::nonNull).toList();
    }

    private synchronized List<Server> all() {
        return List.copyOf(servers.values());
    }

    private synchronized Instant newest(List<Server> servers) {
        return servers.stream()
                .map(Server::updated)
                .max(Comparator.naturalOrder())
                .map(updated -> updated.isAfter(now()) ? now() : updated)
                .orElse(issued);
    }
}
