package org.stackdeck.simulator.nova;

import java.util.HashMap;
import java.util.Map;
import org.stackdeck.simulator.SimulatorOptions;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.nova.actions.CreateImageActionHandler;
import org.stackdeck.simulator.nova.actions.LiveMigrationHandler;
import org.stackdeck.simulator.nova.actions.LockActionHandler;
import org.stackdeck.simulator.nova.actions.RebuildActionHandler;
import org.stackdeck.simulator.nova.actions.RescueActionHandler;
import org.stackdeck.simulator.nova.actions.ResetStateActionHandler;
import org.stackdeck.simulator.nova.actions.ResizeActionHandler;
import org.stackdeck.simulator.nova.actions.SecurityGroupActionHandler;
import org.stackdeck.simulator.nova.actions.ServerActionsResource;
import org.stackdeck.simulator.nova.create.CreateServerHandler;
import org.stackdeck.simulator.nova.create.ServerBuildStarter;
import org.stackdeck.simulator.nova.document.ServerDocumentParts;
import org.stackdeck.simulator.nova.document.ServerDocuments;
import org.stackdeck.simulator.nova.request.Microversion;
import org.stackdeck.simulator.nova.servers.InstanceActionsResource;
import org.stackdeck.simulator.nova.servers.InterfaceAttachmentsResource;
import org.stackdeck.simulator.nova.servers.RemoteConsolesResource;
import org.stackdeck.simulator.nova.servers.ServerDiagnosticsResource;
import org.stackdeck.simulator.nova.servers.ServerMetadataResource;
import org.stackdeck.simulator.nova.servers.ServerPageSelector;
import org.stackdeck.simulator.nova.servers.ServerSecurityGroupsResource;
import org.stackdeck.simulator.nova.servers.ServerTagsResource;
import org.stackdeck.simulator.nova.servers.ServersResource;
import org.stackdeck.simulator.nova.servers.UpdateServerHandler;
import org.stackdeck.simulator.nova.servers.VolumeAttachmentsResource;
import org.stackdeck.simulator.nova.tasks.AdminPasswordHandler;
import org.stackdeck.simulator.nova.tasks.Conductor;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.state.CloudState;

/** Creates the simulated Nova with its resources. */
public final class NovaFactory {

    private final String root;
    private final String base;
    private final CloudState cloud;
    private final SimulatorOptions options;
    private final ServerActionStarter starter;
    private final ServerDocuments documents;

    public NovaFactory(String root, CloudState cloud, Conductor conductor, SimulatorOptions options) {
        this.root = root;
        this.base = root + "/compute";
        this.cloud = cloud;
        this.starter = new ServerActionStarter(cloud.time(), conductor, options.reclaimInterval());
        this.options = options;
        this.documents = new ServerDocuments(base, cloud.securityGroups());
    }

    public Nova nova(TokenStore tokens) {
        ServerActionsResource resource = new ServerActionsResource(starter, handlers());
        ServersResource servers = new ServersResource(
                cloud.servers(),
                new ServerPageSelector(cloud.servers(), base, options.largestPage()),
                documents,
                new CreateServerHandler(cloud, new ServerBuildStarter(cloud, starter), documents),
                resource,
                new UpdateServerHandler(cloud.time(), documents),
                parts(resource));
        return new Nova(
                root,
                Microversion.parse(options.microversion()),
                tokens,
                servers,
                new ComputeResourceRouter(base, cloud));
    }

    private Map<String, ServerActionsResource.Handler> handlers() {
        LockActionHandler lockActionHandler = new LockActionHandler(starter);
        ResizeActionHandler resizeActionHandler = new ResizeActionHandler(starter, cloud.quotas());
        SecurityGroupActionHandler groups = new SecurityGroupActionHandler(cloud.securityGroups());
        Map<String, ServerActionsResource.Handler> handlers = new HashMap<>();
        handlers.put("lock", lockActionHandler::lock);
        handlers.put("unlock", lockActionHandler::unlock);
        handlers.put("rescue", new RescueActionHandler(starter, cloud.images())::rescue);
        handlers.put("rebuild", new RebuildActionHandler(starter, cloud, documents)::rebuild);
        handlers.put("resize", resizeActionHandler::resize);
        handlers.put("migrate", resizeActionHandler::migrate);
        handlers.put("os-migrateLive", new LiveMigrationHandler(starter)::liveMigrate);
        handlers.put("createImage", new CreateImageActionHandler(starter, cloud, root + "/image")::create);
        handlers.put("changePassword", new AdminPasswordHandler(starter)::change);
        handlers.put("os-resetState", new ResetStateActionHandler(starter)::reset);
        handlers.put("addSecurityGroup", groups::add);
        handlers.put("removeSecurityGroup", groups::remove);
        return handlers;
    }

    private Map<String, ServersResource.SubResource> parts(ServerActionsResource resource) {
        Map<String, ServersResource.SubResource> subResources = new HashMap<>();
        InstanceActionsResource instanceActionsResource = new InstanceActionsResource();
        subResources.put("action", (novaRequest, server, path) -> resource.handle(novaRequest, server));
        subResources.put(
                "os-instance-actions",
                (novaRequest, server, path) -> instanceActionsResource.handle(novaRequest, server.get(), path));
        subResources.put("tags", new ServerTagsResource(base)::handle);
        subResources.put("metadata", new ServerMetadataResource(cloud.time(), cloud.quotas())::handle);
        subResources.put("ips", (novaRequest, server, path) -> ApiResponse.ok(ServerDocumentParts.ips(server.get())));
        subResources.put("os-interface", new InterfaceAttachmentsResource(starter, cloud.networks())::handle);
        subResources.put("os-volume_attachments", new VolumeAttachmentsResource(starter, cloud.volumes())::handle);
        RemoteConsolesResource remoteConsolesResource = new RemoteConsolesResource(root);
        subResources.put("remote-consoles", remoteConsolesResource::handle);
        subResources.put(
                "diagnostics",
                (novaRequest, server, path) -> ServerDiagnosticsResource.diagnostics(novaRequest, server.get()));
        subResources.put(
                "os-security-groups",
                (novaRequest, server, path) ->
                        ServerSecurityGroupsResource.list(cloud.securityGroups(), novaRequest, server.get()));
        return subResources;
    }
}
