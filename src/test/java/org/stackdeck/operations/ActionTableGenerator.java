package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stackdeck.cloud.action.ActionParameter.*;
import static org.stackdeck.cloud.action.ServerAction.*;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackCli;
import org.stackdeck.product.OpenStackLab;

/**
 * Performs the actions on a server of a real OpenStack cloud, and the same actions with the {@code openstack} command
 * on another server. Writes results and durations to docs/actions.md.
 */
@OnLab
@Tag("tool")
@DatabaseTest
@ImportAutoConfiguration(DbSchedulerAutoConfiguration.class)
@Import(LabOperationsTests.EngineConfiguration.class)
class ActionTableGenerator {

    private static final CloudName CLOUD = new CloudName("admin");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Actions that are not performed. The generated document states why. */
    private static final Set<ServerAction> NOT_RUN = EnumSet.of(SHELVE_OFFLOAD);

    @Autowired
    private Inventory inventory;

    @Autowired
    private OperationService operationService;

    @Autowired
    private LaunchService launchService;

    @Autowired
    private Clouds clouds;

    @Autowired
    private FakeAccessDecisionService fakeAccessDecisionService;

    private final OpenStackCli cli = new OpenStackCli(OpenStackLab.cloudsFile(), "staff");
    private final OpenStackCli administrator = new OpenStackCli(OpenStackLab.cloudsFile(), "admin");
    private final String name = "actions-" + UUID.randomUUID().toString().substring(0, 8);

    @DynamicPropertySource
    static void lab(DynamicPropertyRegistry registry) {
        registry.add("stackdeck.clouds", CLOUD::value);
        registry.add("stackdeck.clouds-file", () -> OpenStackLab.cloudsFile().toString());
    }

    /**
     * A row of the table.
     *
     * @param words arguments of the command, with {@code SERVER}, {@code VOLUME}, {@code ADDRESS} and {@code PORT} as
     *     placeholders for IDs and addresses
     * @param status the server's status afterward
     */
    private record Step(ActionRequest order, ServerStatus status, boolean asAdministrator, List<String> words) {}

    private record StepOutcome(String said, Duration time) {}

    @Test
    void write() throws IOException {
        Caller boss = new Caller(
                fakeAccessDecisionService.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.UI);
        try (Subscription watching = inventory.subscribe(boss.userId(), _ -> {})) {
            assertThat(watching).isNotNull();
            Project staff = project("staff");
            SelectableResourceReader resources =
                    clouds.resources(CLOUD, staff.id()).orElseThrow();
            ComputeClient compute = clouds.compute(CLOUD, staff.id()).orElseThrow();
            List<String> lines = new ArrayList<>();
            // The administrator's credential sees all servers, but can create servers only in its own project, which
            // has no network in the lab.
            Step create = administrators(
                    ActionRequest.of(CREATE),
                    ServerStatus.ACTIVE,
                    "server create --flavor m1.small --image cirros-lab --nic none " + name);
            StepOutcome stepOutcome = makeByConsole(boss, project("admin"), create);
            lines.add(line(create, stepOutcome, makeByCommand(compute, create)));
            List<Step> steps = steps(resources);
            List<StepOutcome> ours = with(
                    resources,
                    server -> steps.stream()
                            .map(step -> byConsole(
                                    boss, compute, new ServerKey(CLOUD, server), filled(step, resources, server)))
                            .toList());
            List<StepOutcome> theirs = with(
                    resources,
                    server -> steps.stream()
                            .map(step -> byCommand(compute, server, filled(step, resources, server)))
                            .toList());
            for (int i = 0; i < steps.size(); i++) {
                lines.add(line(steps.get(i), ours.get(i), theirs.get(i)));
            }
            Set<ServerAction> run = EnumSet.of(CREATE);
            steps.forEach(step -> run.add(step.order().serverAction()));
            assertThat(Arrays.stream(ServerAction.values()).filter(action -> !NOT_RUN.contains(action)))
                    .as("every action is in the table")
                    .allMatch(run::contains);
            Files.writeString(Path.of("docs/actions.md"), document(lines));
            assertThat(stepOutcome.said()).isEqualTo("done");
            assertThat(ours).extracting(StepOutcome::said).containsOnly("done");
        }
    }

    private Project project(String named) {
        return await().atMost(PATIENCE)
                .until(
                        () -> clouds.projects().stream()
                                .filter(project -> project.name().equals(named))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Returns the steps, with placeholders that {@link #filled} replaces. */
    private List<Step> steps(SelectableResourceReader resources) {
        String image = resources.images().getFirst().id();
        String network = resources.networks().getFirst().id();
        String group = resources.securityGroups().stream()
                .filter(securityGroup -> !securityGroup.name().equals("default"))
                .findFirst()
                .orElseThrow()
                .id();
        String flavor = resources.flavors().stream()
                .filter(availableFlavor -> availableFlavor.name().equals("m1.medium"))
                .findFirst()
                .orElseThrow()
                .id();
        return List.of(
                step(ActionRequest.of(STOP), ServerStatus.SHUTOFF, "server stop SERVER"),
                step(ActionRequest.of(START), ServerStatus.ACTIVE, "server start SERVER"),
                step(ActionRequest.of(REBOOT), ServerStatus.ACTIVE, "server reboot --soft SERVER"),
                step(ActionRequest.of(HARD_REBOOT), ServerStatus.ACTIVE, "server reboot --hard SERVER"),
                step(ActionRequest.of(PAUSE), ServerStatus.PAUSED, "server pause SERVER"),
                step(ActionRequest.of(UNPAUSE), ServerStatus.ACTIVE, "server unpause SERVER"),
                step(ActionRequest.of(SUSPEND), ServerStatus.SUSPENDED, "server suspend SERVER"),
                step(ActionRequest.of(RESUME), ServerStatus.ACTIVE, "server resume SERVER"),
                step(
                        ActionRequest.of(LOCK).with(REASON, "tried"),
                        ServerStatus.ACTIVE,
                        "server lock --reason tried SERVER"),
                step(ActionRequest.of(UNLOCK), ServerStatus.ACTIVE, "server unlock SERVER"),
                step(
                        ActionRequest.of(RENAME).with(NAME, name),
                        ServerStatus.ACTIVE,
                        "server set --name " + name + " SERVER"),
                step(
                        ActionRequest.of(DESCRIBE).with(DESCRIPTION, "tried"),
                        ServerStatus.ACTIVE,
                        "server set --description tried SERVER"),
                step(
                        ActionRequest.of(ADD_TAG).with(TAG, "tried"),
                        ServerStatus.ACTIVE,
                        "server set --tag tried SERVER"),
                step(
                        ActionRequest.of(REMOVE_TAG).with(TAG, "tried"),
                        ServerStatus.ACTIVE,
                        "server unset --tag tried SERVER"),
                step(
                        ActionRequest.of(SET_METADATA).with(KEY, "tried").with(VALUE, "yes"),
                        ServerStatus.ACTIVE,
                        "server set --property tried=yes SERVER"),
                step(
                        ActionRequest.of(REMOVE_METADATA).with(KEY, "tried"),
                        ServerStatus.ACTIVE,
                        "server unset --property tried SERVER"),
                step(
                        ActionRequest.of(ServerAction.SNAPSHOT).with(NAME, name + "-image"),
                        ServerStatus.ACTIVE,
                        "server image create --name " + name + "-image SERVER"),
                step(
                        ActionRequest.of(SET_PASSWORD).with(PASSWORD, "quiet-harbour"),
                        ServerStatus.ACTIVE,
                        "server set --password quiet-harbour SERVER"),
                step(ActionRequest.of(RESCUE), ServerStatus.RESCUE, "server rescue SERVER"),
                step(ActionRequest.of(UNRESCUE), ServerStatus.ACTIVE, "server unrescue SERVER"),
                step(
                        ActionRequest.of(RESIZE).with(FLAVOR, flavor),
                        ServerStatus.VERIFY_RESIZE,
                        "server resize --flavor " + flavor + " SERVER"),
                step(ActionRequest.of(REVERT_RESIZE), ServerStatus.ACTIVE, "server resize revert SERVER"),
                step(
                        ActionRequest.of(RESIZE).with(FLAVOR, flavor),
                        ServerStatus.VERIFY_RESIZE,
                        "server resize --flavor " + flavor + " SERVER"),
                step(ActionRequest.of(CONFIRM_RESIZE), ServerStatus.ACTIVE, "server resize confirm SERVER"),
                step(
                        ActionRequest.of(REBUILD).with(IMAGE, image),
                        ServerStatus.ACTIVE,
                        "server rebuild --image " + image + " SERVER"),
                step(
                        ActionRequest.of(ATTACH_VOLUME).with(VOLUME, ""),
                        ServerStatus.ACTIVE,
                        "server add volume SERVER VOLUME"),
                step(
                        ActionRequest.of(DETACH_VOLUME).with(VOLUME, ""),
                        ServerStatus.ACTIVE,
                        "server remove volume SERVER VOLUME"),
                step(
                        ActionRequest.of(ATTACH_INTERFACE).with(NETWORK, network),
                        ServerStatus.ACTIVE,
                        "server add network SERVER " + network),
                step(
                        ActionRequest.of(ADD_SECURITY_GROUP).with(SECURITY_GROUP, group),
                        ServerStatus.ACTIVE,
                        "server add security group SERVER " + group),
                step(
                        ActionRequest.of(REMOVE_SECURITY_GROUP).with(SECURITY_GROUP, group),
                        ServerStatus.ACTIVE,
                        "server remove security group SERVER " + group),
                step(
                        ActionRequest.of(ASSOCIATE_FLOATING_IP).with(FLOATING_IP, ""),
                        ServerStatus.ACTIVE,
                        "server add floating ip SERVER ADDRESS"),
                step(
                        ActionRequest.of(DISASSOCIATE_FLOATING_IP).with(FLOATING_IP, ""),
                        ServerStatus.ACTIVE,
                        "server remove floating ip SERVER ADDRESS"),
                step(
                        ActionRequest.of(ASSOCIATE_FLOATING_IP)
                                .with(FLOATING_IP, "")
                                .with(FROM_SERVER, ""),
                        ServerStatus.ACTIVE,
                        "floating ip set --port PORT ADDRESS"),
                step(
                        ActionRequest.of(DETACH_INTERFACE).with(PORT, ""),
                        ServerStatus.ACTIVE,
                        "server remove port SERVER PORT"),
                step(ActionRequest.of(SHELVE), ServerStatus.SHELVED_OFFLOADED, "server shelve SERVER"),
                step(ActionRequest.of(UNSHELVE), ServerStatus.ACTIVE, "server unshelve SERVER"),
                administrators(ActionRequest.of(MIGRATE), ServerStatus.VERIFY_RESIZE, "server migrate SERVER"),
                step(ActionRequest.of(REVERT_RESIZE), ServerStatus.ACTIVE, "server migrate revert SERVER"),
                administrators(
                        ActionRequest.of(LIVE_MIGRATE), ServerStatus.ACTIVE, "server migrate --live-migration SERVER"),
                administrators(
                        ActionRequest.of(RESET_STATE).with(STATE, "error"),
                        ServerStatus.ERROR,
                        "server set --state error SERVER"),
                administrators(
                        ActionRequest.of(RESET_STATE).with(STATE, "active"),
                        ServerStatus.ACTIVE,
                        "server set --state active SERVER"),
                step(ActionRequest.of(DELETE), ServerStatus.SOFT_DELETED, "server delete SERVER"),
                step(ActionRequest.of(RESTORE), ServerStatus.ACTIVE, "server restore SERVER"),
                step(ActionRequest.of(FORCE_DELETE), ServerStatus.DELETED, "server delete --force SERVER"));
    }

    private static Step step(ActionRequest actionRequest, ServerStatus status, String text) {
        return new Step(actionRequest, status, false, List.of(text.split(" ", -1)));
    }

    private static Step administrators(ActionRequest actionRequest, ServerStatus status, String text) {
        return new Step(actionRequest, status, true, List.of(text.split(" ", -1)));
    }

    private StepOutcome makeByConsole(Caller caller, Project project, Step step) {
        SelectableResourceReader there = clouds.resources(CLOUD, project.id()).orElseThrow();
        ComputeClient compute = clouds.compute(CLOUD, project.id()).orElseThrow();
        NewServer wanted = new NewServer(
                name,
                new BootSource.ImageSource(named(there.images(), "cirros-lab"), null),
                named(there.flavors(), "m1.small"),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                Map.of(),
                null);
        Instant requestedAt = Instant.now();
        Operation accepted = launchService
                .launch(caller, CLOUD, project.id(), wanted, 1, null)
                .getFirst();
        Operation ended = ended(caller, accepted);
        Duration time = Duration.between(requestedAt, Instant.now());
        ServerId serverId = ended.server().id();
        try {
            return new StepOutcome(said(compute, serverId, step, ended), time);
        } finally {
            administrator.attempt("server delete --force --wait " + serverId.value());
        }
    }

    private StepOutcome makeByCommand(ComputeClient compute, Step step) {
        Instant requestedAt = Instant.now();
        ServerId serverId = new ServerId(administrator.output(
                String.join(" ", step.words()).replace("server create", "server create -f value -c id")));
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> reached(compute, serverId, step));
            return new StepOutcome("done", Duration.between(requestedAt, Instant.now()));
        } finally {
            administrator.attempt("server delete --force --wait " + serverId.value());
        }
    }

    private static String named(List<? extends SelectableResource> choices, String name) {
        return choices.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private @Nullable String volume;
    private @Nullable String floatingIp;
    private @Nullable String other;

    private interface ServerTest {
        List<StepOutcome> run(ServerId server);
    }

    /**
     * Runs the work on a new server, with a new volume, a new floating IP and another server from which the floating IP
     * can move. Deletes all of them afterward.
     */
    private List<StepOutcome> with(SelectableResourceReader resources, ServerTest work) {
        String id = cli.output(
                "server create --flavor m1.small --image cirros-lab --nic none --wait -f value -c id " + name);
        other = cli.output("server create --flavor m1.small --image cirros-lab --network "
                + resources.networks().getFirst().id()
                + " --wait -f value -c id " + name + "-other");
        volume = cli.output("volume create --size 1 -f value -c id " + name);
        floatingIp = cli.output("floating ip create -f value -c id public");
        try {
            return work.run(new ServerId(id));
        } finally {
            cli.attempt("server delete --force --wait " + id);
            cli.attempt("server delete --force --wait " + other);
            cli.attempt("volume delete " + volume);
            cli.attempt("floating ip delete " + floatingIp);
            administrator.attempt("image delete " + name + "-image");
        }
    }

    private Step filled(Step step, SelectableResourceReader resources, ServerId server) {
        ActionRequest actionRequest = step.order();
        List<String> terms = step.words().stream()
                .map(word -> switch (word) {
                    case "SERVER" -> server.value();
                    case "VOLUME" -> String.valueOf(volume);
                    case "ADDRESS" -> String.valueOf(floatingIp);
                    case "PORT" -> resources.ports(server).getFirst().id();
                    default -> word;
                })
                .toList();
        for (var parameter : actionRequest.arguments().keySet()) {
            actionRequest = switch (parameter) {
                case VOLUME -> actionRequest.with(VOLUME, String.valueOf(volume));
                case FLOATING_IP -> actionRequest.with(FLOATING_IP, String.valueOf(floatingIp));
                case FROM_SERVER -> {
                    cli.output("server add floating ip " + other + " " + floatingIp);
                    yield actionRequest.with(FROM_SERVER, String.valueOf(other));
                }
                case PORT ->
                    actionRequest.with(PORT, resources.ports(server).getFirst().id());
                default -> actionRequest;
            };
        }
        return new Step(actionRequest, step.status(), step.asAdministrator(), terms);
    }

    private StepOutcome byConsole(Caller caller, ComputeClient compute, ServerKey server, Step step) {
        inventory.refresh(server);
        if (!step.order().serverAction().appliesToSoftDeleted()) {
            await().atMost(PATIENCE).until(() -> inventory.find(server).isPresent());
        }
        Instant requestedAt = Instant.now();
        Operation ended = ended(caller, operationService.submit(caller, server, step.order()));
        Duration time = Duration.between(requestedAt, Instant.now());
        return new StepOutcome(said(compute, server.id(), step, ended), time);
    }

    private Operation ended(Caller caller, Operation accepted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> operationService.find(caller, accepted.id()).orElseThrow(),
                        operation -> operation.state().isFinal());
    }

    private static String said(ComputeClient compute, ServerId server, Step step, Operation ended) {
        return ended.failure() == null && reached(compute, server, step) ? "done" : String.valueOf(ended.failure());
    }

    private StepOutcome byCommand(ComputeClient compute, ServerId server, Step step) {
        Instant requestedAt = Instant.now();
        String problem = (step.asAdministrator() ? administrator : cli).attempt(String.join(" ", step.words()));
        if (problem != null) {
            return new StepOutcome(problem, Duration.between(requestedAt, Instant.now()));
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> reached(compute, server, step));
        return new StepOutcome("done", Duration.between(requestedAt, Instant.now()));
    }

    private static boolean reached(ComputeClient compute, ServerId id, Step step) {
        Server server = compute.server(id).orElse(null);
        return server == null
                ? step.status() == ServerStatus.DELETED
                : server.status() == step.status() && server.taskState() == null;
    }

    private static String line(Step step, StepOutcome ours, StepOutcome theirs) {
        return "| `%s` | `%s` | %s | %s | %s | %s |"
                .formatted(
                        step.order().serverAction().code(),
                        String.join(" ", step.words()).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID"),
                        ours.said(),
                        seconds(ours.time()),
                        theirs.said(),
                        seconds(theirs.time()));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static String document(List<String> lines) {
        return """
                # Every action on a real cloud

                Each action was performed on a server of a real OpenStack cloud (2025.1, with a hypervisor without
                guests), and by the `openstack` command on another server. Durations are measured from the request to
                its end: for Stackdeck until the operation ended, for the command until the server had the new state
                and no task. The command itself takes about 1.5 s to start. Generated by

                    ./mvnw test-compile surefire:test -Dtest=ActionTableGenerator -Dtest.excluded=none

                on a lab that retains deleted servers for ten minutes (`LAB_SOFT_DELETE=600`); do not edit. Volumes,
                ports and addresses are created for the server and deleted afterwards. The second `associate-floating-ip`
                moves the address from another server to this one.

                | Action | `openstack` … | Stackdeck | Duration | Command | Duration |
                |---|---|---|---|---|---|
                """ + String.join("\n", lines) + """


                Not tested: `shelve-offload`. This cloud offloads shelved servers immediately, as most clouds do
                (`shelved_offload_time = 0`), so no server has the state SHELVED that the action requires.
                """;
    }
}
