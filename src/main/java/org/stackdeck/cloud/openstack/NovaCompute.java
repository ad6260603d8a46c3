package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.Scope;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.cloud.VolumeAttachment;

/** Accesses the servers of one scope through the Compute API. */
final class NovaCompute implements Compute {

    /** Characters that are allowed in a path. Nova's ids are UUIDs, so an id with other characters cannot exist. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    private final Scope scope;
    private final ProjectAccess access;
    private final List<ProjectAccess> others;
    private final ServiceClient nova;
    private final NovaVersions versions;
    private final ServerMapper mapper;
    private final ServerPages pages;
    private final ServerOrders orders;
    private final LongSupplier learnedLate;
    private final int pageSize;
    private final FlavorAccess flavorAccess;

    /** @param others other projects in which the same credential has a role */
    NovaCompute(
            Scope scope,
            ProjectAccess access,
            List<ProjectAccess> others,
            NovaVersions versions,
            ServerMapper mapper,
            Predicate<Server> wanted,
            LongSupplier learnedLate,
            int pageSize) {
        this.scope = scope;
        this.access = access;
        this.others = List.copyOf(others);
        this.nova = access.nova();
        this.versions = versions;
        this.mapper = mapper;
        this.pages = new ServerPages(nova, mapper, wanted);
        this.orders = new ServerOrders(nova, access.neutron(), this::version);
        this.learnedLate = learnedLate;
        this.pageSize = pageSize;
        this.flavorAccess = new FlavorAccess(nova, this::version);
    }

    @Override
    public Scope scope() {
        return scope;
    }

    /** The resources of a project of the scope. */
    ProjectResources resources(ProjectId project) {
        return new OpenStackResources(access, project, scope.allProjects(), this::version, flavorAccess);
    }

    @Override
    public Listing servers(Consumer<List<Server>> arrived, Runnable beforePage) {
        Instant issued = nova.tokens().current().issued();
        return listing(pages.read(query(), version(), arrived, beforePage), issued);
    }

    @Override
    public Listing changesSince(Instant since, Runnable beforePage) {
        Instant issued = nova.tokens().current().issued();
        var found = pages.read(
                query() + "&changes-since=" + since.truncatedTo(ChronoUnit.SECONDS), version(), _ -> {}, beforePage);
        return listing(found, issued.isAfter(since) ? issued : since);
    }

    private String query() {
        return "limit=" + pageSize + (scope.allProjects() ? "&all_tenants=1" : "");
    }

    private static Listing listing(ServerPages.Found found, Instant otherwise) {
        return new Listing(found.servers(), found.watermark() == null ? otherwise : found.watermark());
    }

    @Override
    public Optional<Server> server(ServerId id) {
        return find(id, "", NovaMessages.ServerEnvelope.class)
                .map(envelope -> mapper.server(ServerMapper.promised(envelope.server())));
    }

    @Override
    public List<VolumeAttachment> volumes(ServerId id) {
        return find(id, "", NovaMessages.VolumesEnvelope.class).stream()
                .flatMap(envelope -> ServerMapper.promised(
                        ServerMapper.promised(envelope.server()).volumes())
                        .stream())
                .map(attached -> new VolumeAttachment(
                        ServerMapper.promised(attached.id()), ServerMapper.promised(attached.goesWithServer())))
                .toList();
    }

    @Override
    public Taken act(ServerId id, Order order) {
        Answer answer = orders.send(path(id), order);
        String requestId = answer.requestId()
                .orElseThrow(() -> new CloudException(
                        Category.UNINTELLIGIBLE, "The cloud took the request but gave it no id by which to follow it"));
        return new Taken(requestId, ServerOrders.adminPassword(order.action(), answer));
    }

    @Override
    public boolean makesIn(ProjectId project) {
        return within(project).isPresent();
    }

    @Override
    public Begun create(ProjectId project, NewServer server, Map<String, String> more, @Nullable String keyName) {
        return births(project).create(server, more, keyName);
    }

    @Override
    public void importKey(ProjectId project, String name, PublicKey key) {
        births(project).importKey(name, key);
    }

    @Override
    public void removeKey(ProjectId project, String name) {
        births(project).removeKey(name);
    }

    private ServerBirths births(ProjectId project) {
        ServiceClient within = within(project)
                .orElseThrow(() -> new CloudException(
                        Category.FORBIDDEN,
                        "The console's credential has no role in this project, and makes no servers there"))
                .nova();
        return new ServerBirths(within, versions.of(within).chosen().header());
    }

    /** Nova creates a server in the project of the token, regardless of other projects that the token can see. */
    private Optional<ProjectAccess> within(ProjectId project) {
        return Stream.concat(Stream.of(access), others.stream())
                .filter(one -> one.project().id().equals(project))
                .findFirst();
    }

    @Override
    public boolean holds(ServerId id, Order order) {
        return server(id)
                .filter(server -> !server.gone() && orders.hold(path(id), server, order))
                .isPresent();
    }

    @Override
    public Optional<InstanceAction> instanceAction(ServerId id, String requestId) {
        if (!ID.matcher(requestId).matches()) {
            return Optional.empty();
        }
        return find(id, "/os-instance-actions/" + requestId, NovaMessages.ActionEnvelope.class)
                .map(envelope -> ActionMapper.action(ServerMapper.promised(envelope.action())));
    }

    @Override
    public long learnedLate() {
        return learnedLate.getAsLong();
    }

    @Override
    public List<InstanceAction> instanceActions(ServerId id) {
        Answer answer = nova.get(path(id) + "/os-instance-actions", version());
        return ServerMapper.promised(
                        Json.read(answer, NovaMessages.ActionsEnvelope.class).actions())
                .stream()
                .map(ActionMapper::action)
                .toList();
    }

    @Override
    public Duration clockOffset() {
        return nova.clockOffset();
    }

    @Override
    public String userId() {
        return nova.tokens().current().userId();
    }

    @Override
    public String consoleOutput(ServerId id, int lines) {
        Answer answer =
                nova.post(path(id) + "/action", version(), Map.of("os-getConsoleOutput", Map.of("length", lines)));
        return ServerMapper.promised(
                Json.read(answer, NovaMessages.ConsoleOutput.class).output());
    }

    @Override
    public RemoteConsole console(ServerId id, RemoteConsole.Type type) {
        Answer answer = nova.post(
                path(id) + "/remote-consoles",
                version(),
                Map.of("remote_console", Map.of("protocol", type.protocol(), "type", type.word())));
        String address =
                ServerMapper.promised(ServerMapper.promised(Json.read(answer, NovaMessages.RemoteConsoleAnswer.class)
                                .console())
                        .url());
        try {
            return new RemoteConsole(type, URI.create(address));
        } catch (IllegalArgumentException e) {
            // The address contains a token, so neither the address nor the exception that quotes it is passed on.
            throw new CloudException(Category.UNINTELLIGIBLE, "The address of the console cannot be read");
        }
    }

    @Override
    public ServerUsage usage(ServerId id) {
        return Json.read(nova.get(path(id) + "/diagnostics", version()), DiagnosticsMessages.Diagnostics.class)
                .usage();
    }

    private <T> Optional<T> find(ServerId id, String below, Class<T> type) {
        if (!ID.matcher(id.value()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(nova.get(path(id) + below, version()), type));
        } catch (CloudException e) {
            if (e.category() == Category.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String path(ServerId id) {
        if (!ID.matcher(id.value()).matches()) {
            throw new CloudException(Category.NOT_FOUND, "No server has an id with such characters");
        }
        return "/servers/" + id;
    }

    private Map<String, String> version() {
        return versions.of(nova).chosen().header();
    }

    @Nullable
    Microversion newest() {
        return versions.of(nova).newest();
    }
}
