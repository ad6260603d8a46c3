package org.stackdeck.simulator;

import java.util.HashMap;
import java.util.Map;

/** Creates Nova with its resources. */
final class NovaParts {

    private final String root;
    private final String base;
    private final CloudState cloud;
    private final SimulatorOptions options;
    private final ServerTasks tasks;
    private final ServerView view;

    NovaParts(String root, CloudState cloud, Conductor conductor, SimulatorOptions options) {
        this.root = root;
        this.base = root + "/compute";
        this.cloud = cloud;
        this.tasks = new ServerTasks(cloud.time(), conductor, options.keepsDeleted());
        this.options = options;
        this.view = new ServerView(base);
    }

    Nova nova(TokenStore tokens) {
        ServerActions actions = new ServerActions(tasks, handlers());
        ServersResource servers = new ServersResource(
                cloud.servers(),
                new ServerListing(cloud.servers(), base, options.largestPage()),
                view,
                new ServerCreation(cloud, new Builds(cloud, tasks), view),
                actions,
                new ServerUpdates(cloud.time(), view),
                parts(actions));
        return new Nova(
                root, Microversion.parse(options.microversion()), tokens, servers, new ComputeExtras(base, cloud));
    }

    private Map<String, ServerActions.Handler> handlers() {
        Locks locks = new Locks(tasks);
        Resizes resizes = new Resizes(tasks, cloud.quotas());
        SecurityGroupActions groups = new SecurityGroupActions();
        Map<String, ServerActions.Handler> handlers = new HashMap<>();
        handlers.put("lock", locks::lock);
        handlers.put("unlock", locks::unlock);
        handlers.put("rescue", new Rescues(tasks, cloud.images())::rescue);
        handlers.put("rebuild", new Rebuilds(tasks, cloud, view)::rebuild);
        handlers.put("resize", resizes::resize);
        handlers.put("migrate", resizes::migrate);
        handlers.put("os-migrateLive", new LiveMigrations(tasks)::migrate);
        handlers.put("createImage", new Snapshots(tasks, cloud, root + "/image")::create);
        handlers.put("changePassword", new Passwords(tasks)::change);
        handlers.put("os-resetState", new StateResets(tasks)::reset);
        handlers.put("addSecurityGroup", groups::add);
        handlers.put("removeSecurityGroup", groups::remove);
        return handlers;
    }

    private Map<String, ServersResource.Part> parts(ServerActions actions) {
        Map<String, ServersResource.Part> parts = new HashMap<>();
        InstanceActions instanceActions = new InstanceActions();
        parts.put("action", (call, server, path) -> actions.answer(call, server));
        parts.put("os-instance-actions", (call, server, path) -> instanceActions.answer(call, server.get(), path));
        parts.put("tags", new ServerTags(base)::answer);
        parts.put("metadata", new ServerMetadata(cloud.time(), cloud.quotas())::answer);
        parts.put("ips", (call, server, path) -> Reply.ok(ServerParts.ips(server.get())));
        parts.put("os-interface", new Interfaces(tasks, cloud.networks())::answer);
        parts.put("os-volume_attachments", new VolumeAttachments(tasks, cloud.volumes())::answer);
        Consoles consoles = new Consoles(root);
        parts.put("remote-consoles", consoles::answer);
        parts.put("diagnostics", (call, server, path) -> Diagnostics.show(call, server.get()));
        parts.put("os-security-groups", (call, server, path) -> ServerSecurityGroups.list(call, server.get()));
        return parts;
    }
}
