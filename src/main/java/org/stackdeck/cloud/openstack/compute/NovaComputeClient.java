package org.stackdeck.cloud.openstack.compute;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.resource.OpenStackResourceClient;
import org.stackdeck.cloud.openstack.resource.OpenStackSelectableResourceReader;
import org.stackdeck.cloud.openstack.resource.ResourceAvailabilityCaches;
import org.stackdeck.cloud.openstack.volume.BackupServiceDetector;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.cloud.server.VolumeAttachment;

/** Accesses the servers of one scope through the Compute API. */
public final class NovaComputeClient implements ComputeClient {

    /** Characters that are safe in a path. Nova's IDs are UUIDs, so an ID with other characters cannot exist. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    private final PollingScope pollingScope;
    private final ProjectClients clients;
    private final Function<ProjectId, Optional<ProjectClients>> clientsIn;
    private final AuthenticatedServiceClient nova;
    private final NovaVersionCache novaVersionCache;
    private final ServerMapper mapper;
    private final ServerListReader reader;
    private final ServerActionSender actionSender;
    private final int pageSize;
    private final ListPageSize listPageSize;
    private final ResourceAvailabilityCaches resourceAvailabilityCaches;
    private final Predicate<ProjectId> wanted;

    /** @param clientsIn finds the clients of any entry of the cloud whose token belongs to the project */
    public NovaComputeClient(
            PollingScope pollingScope,
            ProjectClients clients,
            Function<ProjectId, Optional<ProjectClients>> clientsIn,
            NovaVersionCache novaVersionCache,
            ServerMapper mapper,
            Predicate<ProjectId> wanted,
            BackupServiceDetector backups,
            int pageSize) {
        this.pollingScope = pollingScope;
        this.clients = clients;
        this.clientsIn = clientsIn;
        this.nova = clients.nova();
        this.novaVersionCache = novaVersionCache;
        this.mapper = mapper;
        this.reader = new ServerListReader(
                nova, mapper, server -> wanted.test(server.project().id()));
        this.wanted = wanted;
        this.actionSender = new ServerActionSender(nova, clients.neutron(), this::version);
        this.pageSize = pageSize;
        this.listPageSize = new ListPageSize(pageSize, System::nanoTime);
        this.resourceAvailabilityCaches = ResourceAvailabilityCaches.of(clients, this::version, backups);
    }

    @Override
    public PollingScope scope() {
        return pollingScope;
    }

    /** Returns a client for the other resources of the scope. */
    public ResourceClient resourceClient() {
        return new OpenStackResourceClient(
                pollingScope, clients, mapper::project, wanted, clientsIn, () -> version(), resourceAvailabilityCaches);
    }

    /** Returns a reader of the resources of a project of the scope. */
    public SelectableResourceReader resources(ProjectId project) {
        return new OpenStackSelectableResourceReader(
                clients, project, pollingScope.allProjects(), this::version, resourceAvailabilityCaches);
    }

    @Override
    public Instant servers(Consumer<List<Server>> pageConsumer, Runnable beforePage) {
        return listPageSize.read(
                (size, page, before) -> reader.read(query(size), version(), page, before), pageConsumer, beforePage);
    }

    @Override
    public ServerListing changesSince(Instant since, Runnable beforePage) {
        // Nova does not report changed names of images.
        clients.images().refresh(() -> {});
        List<Server> changed = new ArrayList<>();
        Instant watermark = reader.read(
                query(pageSize) + "&changes-since=" + since.truncatedTo(ChronoUnit.SECONDS),
                version(),
                changed::addAll,
                beforePage);
        return new ServerListing(changed, watermark.isBefore(since) ? since : watermark);
    }

    private String query(int limit) {
        return "limit=" + limit + (pollingScope.allProjects() ? "&all_tenants=1" : "");
    }

    @Override
    public Optional<Server> server(ServerId id) {
        return find(id, "", "/server", NovaDtos.ServerBody.class).map(mapper::toServer);
    }

    @Override
    public List<VolumeAttachment> volumeAttachments(ServerId id) {
        return find(id, "", "/server", NovaDtos.VolumesBody.class).stream()
                .flatMap(server -> ResponseFields.required(server.volumes()).stream())
                .map(attached -> new VolumeAttachment(
                        ResponseFields.required(attached.id()), ResponseFields.required(attached.deletedWithServer())))
                .toList();
    }

    @Override
    public AcceptedAction performAction(ServerId id, ActionRequest actionRequest) {
        ActionRequest sent = RescueImageResolver.isMissing(actionRequest)
                ? ChangePreconditions.read(() -> withOwnImage(id, actionRequest))
                : actionRequest;
        ServiceResponse serviceResponse = actionSender.send(path(id), sent);
        String requestId = serviceResponse
                .requestId()
                .orElseThrow(() -> new CloudException(
                        Category.UNINTELLIGIBLE, "The cloud accepted the request but returned no request ID"));
        return new AcceptedAction(
                requestId, ServerActionSender.adminPassword(actionRequest.serverAction(), serviceResponse));
    }

    private ActionRequest withOwnImage(ServerId id, ActionRequest rescue) {
        Server server =
                server(id).orElseThrow(() -> new CloudException(Category.NOT_FOUND, "The server does not exist"));
        return RescueImageResolver.withOwn(server, resources(server.project().id()), rescue);
    }

    @Override
    public boolean canCreateIn(ProjectId project) {
        return clientsIn.apply(project).isPresent();
    }

    @Override
    public AcceptedServer create(
            ProjectId project, NewServer server, Map<String, String> additionalMetadata, @Nullable String keyName) {
        return serverCreator(project).create(server, additionalMetadata, keyName);
    }

    @Override
    public void importKeyPair(ProjectId project, String name, SshPublicKey key) {
        serverCreator(project).importKeyPair(name, key);
    }

    @Override
    public void deleteKeyPair(ProjectId project, String name) {
        serverCreator(project).deleteKeyPair(name);
    }

    /**
     * Returns a creator of servers in the project. Nova creates a server in the project of the token, regardless of
     * other projects to which the token gives access.
     */
    private ServerCreator serverCreator(ProjectId project) {
        AuthenticatedServiceClient within = clientsIn
                .apply(project)
                .orElseThrow(() -> new CloudException(
                        Category.FORBIDDEN,
                        "Stackdeck's credential has no role in this project and cannot create servers there"))
                .nova();
        return new ServerCreator(
                within, novaVersionCache.rangeOf(within).selectVersion().header());
    }

    @Override
    public boolean isApplied(ServerId id, ActionRequest actionRequest) {
        return server(id)
                .filter(server -> !server.deleted() && actionSender.isApplied(path(id), server, actionRequest))
                .isPresent();
    }

    @Override
    public Optional<InstanceAction> instanceAction(ServerId id, String requestId) {
        if (!ID.matcher(requestId).matches()) {
            return Optional.empty();
        }
        return find(id, "/os-instance-actions/" + requestId, "/instanceAction", NovaDtos.ActionBody.class)
                .map(InstanceActionMapper::toInstanceAction);
    }

    @Override
    public long imageNameChangeCount() {
        return clients.images().changeCount();
    }

    @Override
    public void refreshImageNames(Runnable loaded) {
        clients.images().refresh(loaded);
    }

    @Override
    public Map<String, Optional<String>> imageNames(Set<String> ids) {
        return clients.images().namesOf(ids);
    }

    @Override
    public List<InstanceAction> instanceActions(ServerId id) {
        ServiceResponse serviceResponse = nova.get(path(id) + "/os-instance-actions", version());
        return ServiceJson.readListAt(serviceResponse, "/instanceActions", NovaDtos.ActionBody.class).stream()
                .map(InstanceActionMapper::toInstanceAction)
                .toList();
    }

    @Override
    public Duration clockOffset() {
        return nova.clockOffset();
    }

    @Override
    public boolean enforcesLocks() {
        return !pollingScope.allProjects() && nova.tokens().current().hasOnlyOrdinaryRoles();
    }

    @Override
    public String userId() {
        return nova.tokens().current().userId();
    }

    @Override
    public String consoleOutput(ServerId id, int lines) {
        ServiceResponse serviceResponse =
                nova.post(path(id) + "/action", version(), Map.of("os-getConsoleOutput", Map.of("length", lines)));
        return ServiceJson.readAt(serviceResponse, "/output", String.class);
    }

    @Override
    public RemoteConsole createConsole(ServerId id, RemoteConsole.Type type) {
        ServiceResponse serviceResponse = nova.post(
                path(id) + "/remote-consoles",
                version(),
                Map.of("remote_console", Map.of("protocol", type.protocol(), "type", type.wireName())));
        String address = ServiceJson.readAt(serviceResponse, "/remote_console/url", String.class);
        try {
            return new RemoteConsole(type, URI.create(address));
        } catch (IllegalArgumentException e) {
            // The address contains a token, so neither the address nor the exception that quotes it is passed on.
            throw new CloudException(Category.UNINTELLIGIBLE, "The console address is invalid");
        }
    }

    @Override
    public ServerUsage usage(ServerId id) {
        return ServiceJson.read(nova.get(path(id) + "/diagnostics", version()), NovaDiagnosticsDtos.Diagnostics.class)
                .toServerUsage();
    }

    private <T> Optional<T> find(ServerId id, String below, String pointer, Class<T> type) {
        if (!ID.matcher(id.value()).matches()) {
            return Optional.empty();
        }
        return ServiceJson.findWith(() -> ServiceJson.readAt(nova.get(path(id) + below, version()), pointer, type));
    }

    private static String path(ServerId id) {
        if (!ID.matcher(id.value()).matches()) {
            throw new CloudException(Category.NOT_FOUND, "The server ID contains invalid characters");
        }
        return "/servers/" + id;
    }

    private Map<String, String> version() {
        return novaVersionCache.rangeOf(nova).selectVersion().header();
    }
}
