package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.RecipeBodies.RecipeBody;
import org.stackdeck.api.RecipeBodies.Shared;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.recipes.Recipe;
import org.stackdeck.recipes.RecipeId;
import org.stackdeck.recipes.RecipeName;
import org.stackdeck.recipes.RecipeNameTakenException;
import org.stackdeck.recipes.RecipeNotTheirsException;
import org.stackdeck.recipes.Recipes;
import org.stackdeck.recipes.TooManyRecipesException;
import org.stackdeck.recipes.UnknownPartnerException;
import org.stackdeck.recipes.UnknownRecipeException;

/** REST controller for launch templates. */
@Tag(name = "recipes")
@RestController
@RequestMapping("/api/recipes")
class RecipeController {

    private final Recipes recipes;
    private final RecipeBodies bodies;
    private final LaunchPlaces places;
    private final Clouds clouds;

    RecipeController(Recipes recipes, RecipeBodies bodies, LaunchPlaces places, Clouds clouds) {
        this.recipes = recipes;
        this.bodies = bodies;
        this.places = places;
        this.clouds = clouds;
    }

    /** Launch templates that the caller may see, sorted by name. */
    @GetMapping
    All all(Caller caller) {
        return new All(recipes.all(caller).stream()
                .map(recipe -> bodies.body(caller, recipe))
                .toList());
    }

    @PostMapping
    ResponseEntity<RecipeBody> create(Caller caller, @RequestBody RecipeWish wish) {
        RecipeName name = name(wish.name());
        Project project = places.project(caller, wish.project(), wish.cloud());
        NewServer server = server(wish.server());
        Recipe made = checked(
                project,
                () -> recipes.create(
                        caller, name, project.cloud(), project.id(), server, bodies.sharing(wish.sharedWith())));
        return ResponseEntity.status(HttpStatus.CREATED).body(bodies.body(caller, made));
    }

    /** Replaces everything except the project. */
    @PutMapping("/{id}")
    RecipeBody change(Caller caller, @PathVariable String id, @RequestBody RecipeChange wish) {
        RecipeId known = known(id);
        Recipe before = recipes.find(caller, known).orElseThrow(RecipeController::unknown);
        RecipeName name = name(wish.name());
        NewServer server = server(wish.server());
        Project project = clouds.project(before.cloud(), before.project())
                .orElseGet(() -> new Project(
                        before.cloud(), before.project(), before.project().value()));
        return bodies.body(
                caller,
                checked(project, () -> recipes.change(caller, known, name, server, bodies.sharing(wish.sharedWith()))));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(Caller caller, @PathVariable String id) {
        try {
            recipes.remove(caller, known(id));
            return ResponseEntity.noContent().build();
        } catch (UnknownRecipeException e) {
            throw unknown();
        } catch (RecipeNotTheirsException e) {
            throw notTheirs();
        }
    }

    private static RecipeId known(String id) {
        return RecipeBodies.id(id).orElseThrow(RecipeController::unknown);
    }

    private static RecipeName name(@Nullable String given) {
        if (given == null) {
            throw ProblemException.badField("name", "missing-field", "name");
        }
        try {
            return new RecipeName(given);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("name", "bad-recipe-name", "name", Integer.toString(RecipeName.LONGEST));
        }
    }

    private static NewServer server(@Nullable LaunchWish wish) {
        if (wish == null) {
            throw ProblemException.badField("server", "missing-field", "server");
        }
        try {
            wish.strange().ifPresent(field -> {
                throw ProblemException.badField(field, "recipe-without", field);
            });
            return wish.server(null);
        } catch (UnsuitableServerException e) {
            throw within(LaunchProblems.problem(e));
        } catch (ProblemException e) {
            throw within(e);
        }
    }

    /** Prefixes the field with its path in the body. */
    private static ProblemException within(ProblemException problem) {
        Map<String, Object> properties = new HashMap<>(problem.properties());
        properties.computeIfPresent("field", (_, field) -> "server." + field);
        return new ProblemException(problem.status(), problem.code(), properties, problem.arguments());
    }

    private static Recipe checked(Project project, Supplier<Recipe> deed) {
        try {
            return deed.get();
        } catch (ActionRefusedException e) {
            throw Refusals.problem(e.answer(), project);
        } catch (RecipeNameTakenException e) {
            throw new ProblemException(HttpStatus.CONFLICT, "recipe-name-taken", Map.of());
        } catch (TooManyRecipesException e) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "too-many-recipes", Map.of(), Integer.toString(Recipes.MOST));
        } catch (UnknownPartnerException e) {
            throw RecipeBodies.unknownPartner();
        } catch (UnknownRecipeException e) {
            throw unknown();
        } catch (RecipeNotTheirsException e) {
            throw notTheirs();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("unknown-recipe");
    }

    private static ProblemException notTheirs() {
        return new ProblemException(HttpStatus.FORBIDDEN, "recipe-not-yours", Map.of());
    }

    /**
     * @param cloud required only if several clouds have a project with this name
     * @param project name or id
     * @param server a launch request without {@code cloud}, {@code project}, {@code count}, {@code ports}, {@code key},
     *     {@code publicKey} and {@code userData}
     * @param sharedWith by default nobody
     */
    record RecipeWish(
            @Nullable String name,
            @Nullable String cloud,
            @Nullable String project,
            @Nullable LaunchWish server,
            @Nullable Shared sharedWith) {}

    /** Request body for changing a launch template, whose project cannot change. */
    record RecipeChange(
            @Nullable String name,
            @Nullable LaunchWish server,
            @Nullable Shared sharedWith) {}

    record All(List<RecipeBody> recipes) {}
}
