package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.identity.Caller;
import org.stackdeck.keypairs.KeyPairs;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Launches;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Repeatable;
import org.stackdeck.operations.RepeatedDifferentlyException;
import org.stackdeck.recipes.Recipe;

/** REST controller for launching servers. */
@Tag(name = "servers")
@RestController
class LaunchController {

    private final Launches launches;
    private final KeyPairs keys;
    private final RecipeBodies recipes;
    private final LaunchPlaces places;
    private final OperationBodies bodies;
    private final RepeatKeys repeatKeys;

    LaunchController(
            Launches launches,
            KeyPairs keys,
            RecipeBodies recipes,
            LaunchPlaces places,
            OperationBodies bodies,
            RepeatKeys repeatKeys) {
        this.launches = launches;
        this.keys = keys;
        this.recipes = recipes;
        this.places = places;
        this.bodies = bodies;
        this.repeatKeys = repeatKeys;
    }

    /** @param repeatable idempotency key: repeating it with the same body within 24 hours launches the servers once */
    @PostMapping("/api/os/servers")
    ResponseEntity<Accepted> launch(
            Caller caller,
            @RequestHeader(name = RepeatKeys.HEADER, required = false) @Nullable String repeatable,
            @RequestBody LaunchWish asked,
            HttpServletRequest request) {
        Repeatable known = repeatKeys.of(repeatable, "launch", asked);
        try {
            // Before names are resolved, whose resources may no longer exist.
            List<Operation> accepted = Optional.ofNullable(known)
                    .flatMap(before -> launches.before(caller, before))
                    .orElseGet(() -> launch(caller, asked, known));
            return ResponseEntity.accepted()
                    .body(new Accepted(accepted.stream()
                            .map(operation -> bodies.body(operation, request))
                            .toList()));
        } catch (RepeatedDifferentlyException e) {
            throw RepeatKeys.repeatedDifferently();
        }
    }

    private List<Operation> launch(Caller caller, LaunchWish asked, @Nullable Repeatable repeatable) {
        LaunchWish wish = whole(caller, asked);
        Project project = places.project(caller, wish.project(), wish.cloud());
        try {
            return launches.launch(
                    caller,
                    project.cloud(),
                    project.id(),
                    wish.server(key(caller, wish)),
                    wish.count() == null ? 1 : wish.count(),
                    repeatable);
        } catch (UnsuitableServerException e) {
            throw LaunchProblems.problem(e);
        } catch (ActionRefusedException e) {
            throw Refusals.problem(e.answer(), project);
        }
    }

    /** Adds the values of the launch template that the request names. */
    private LaunchWish whole(Caller caller, LaunchWish wish) {
        String recipe = wish.recipe();
        if (recipe == null) {
            return wish;
        }
        if (wish.project() != null || wish.cloud() != null) {
            String field = wish.project() != null ? "project" : "cloud";
            throw ProblemException.badField(field, "one-of", field, "recipe");
        }
        Recipe found = recipes.find(caller, recipe);
        return wish.over(LaunchWish.of(found.server())
                .in(found.cloud().value(), found.project().value()));
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
