package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.identity.Caller;
import org.stackdeck.keypairs.KeyPairs;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Launches;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.RepeatedDifferentlyException;

/** New servers. */
@Tag(name = "servers")
@RestController
class LaunchController {

    private final Launches launches;
    private final KeyPairs keys;
    private final Clouds clouds;
    private final Access access;
    private final OperationBodies bodies;
    private final RepeatKeys repeatKeys;

    LaunchController(
            Launches launches,
            KeyPairs keys,
            Clouds clouds,
            Access access,
            OperationBodies bodies,
            RepeatKeys repeatKeys) {
        this.launches = launches;
        this.keys = keys;
        this.clouds = clouds;
        this.access = access;
        this.bodies = bodies;
        this.repeatKeys = repeatKeys;
    }

    /** @param repeatable the same key with the same body within 24 hours is the same wish, and done once */
    @PostMapping("/api/os/servers")
    ResponseEntity<Accepted> launch(
            Caller caller,
            @RequestHeader(name = RepeatKeys.HEADER, required = false) @Nullable String repeatable,
            @RequestBody LaunchWish wish,
            HttpServletRequest request) {
        Project project = project(caller, wish);
        try {
            NewServer server = wish.server(key(caller, wish));
            List<Operation> accepted = launches.launch(
                    caller,
                    project.cloud(),
                    project.id(),
                    server,
                    wish.count() == null ? 1 : wish.count(),
                    repeatKeys.of(repeatable, "launch", wish));
            return ResponseEntity.accepted()
                    .body(new Accepted(accepted.stream()
                            .map(operation -> bodies.body(operation, request))
                            .toList()));
        } catch (UnsuitableServerException e) {
            throw LaunchProblems.problem(e);
        } catch (ActionRefusedException e) {
            throw Refusals.problem(e.answer(), project);
        } catch (RepeatedDifferentlyException e) {
            throw RepeatKeys.repeatedDifferently();
        }
    }

    /** Of those that the caller may know of; to all others it is as if there were none. */
    private Project project(Caller caller, LaunchWish wish) {
        String given = wish.project();
        if (given == null || given.isBlank()) {
            throw ProblemException.badField("project", "missing-field", "project");
        }
        Rights rights = access.rights(caller.userId());
        List<Project> named = clouds.projects().stream()
                .filter(project ->
                        wish.cloud() == null || project.cloud().value().equals(wish.cloud()))
                .filter(project ->
                        project.id().value().equals(given) || project.name().equals(given))
                .filter(project -> rights.reach(project.cloud(), project.id()))
                .toList();
        return switch (named.size()) {
            case 0 -> throw LaunchProblems.unknownProject();
            case 1 -> named.getFirst();
            default ->
                throw ProblemException.badField(
                        "project",
                        "ambiguous-project",
                        "project",
                        String.join(
                                ", ",
                                named.stream()
                                        .map(project -> project.cloud() + ": " + project.id())
                                        .toList()));
        };
    }

    private @Nullable PublicKey key(Caller caller, LaunchWish wish) {
        String name = wish.key();
        String line = wish.publicKey();
        if (name != null && line != null) {
            throw ProblemException.badField("publicKey", "one-of", "publicKey", "key");
        }
        if (line != null) {
            return KeyController.parsed(line);
        }
        if (name == null) {
            return null;
        }
        return KeyController.name(name)
                .flatMap(known -> keys.find(caller, known))
                .orElseThrow(() -> ProblemException.badField("key", "no-such-key", "key"))
                .publicKey();
    }

    /** In the order of the names. */
    record Accepted(List<OperationBody> operations) {}
}
