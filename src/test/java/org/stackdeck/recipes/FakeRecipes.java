package org.stackdeck.recipes;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.stackdeck.access.Access;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Launches;

/** Launch templates in memory, with the real permission checks. */
public class FakeRecipes implements Recipes {

    private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<RecipeId, Recipe> all = new LinkedHashMap<>();
    private final RecipeSight sight;
    private final Launches launches;

    public FakeRecipes(Access access, Groups groups, Directory directory, Launches launches) {
        this.sight = new RecipeSight(access, groups, directory);
        this.launches = launches;
    }

    public synchronized void forget() {
        all.clear();
    }

    @Override
    public synchronized List<Recipe> all(Caller caller) {
        RecipeSight.Eyes eyes = sight.of(caller.userId());
        return all.values().stream()
                .filter(eyes::see)
                .sorted(Comparator.comparing(recipe -> recipe.name().value()))
                .toList();
    }

    @Override
    public synchronized Optional<Recipe> find(Caller caller, RecipeId id) {
        return Optional.ofNullable(all.get(id)).filter(sight.of(caller.userId())::see);
    }

    @Override
    public boolean mayChange(Caller caller, Recipe recipe) {
        return sight.of(caller.userId()).mayChange(recipe);
    }

    @Override
    public synchronized Recipe create(
            Caller caller, RecipeName name, CloudName cloud, ProjectId project, NewServer server, Sharing sharing) {
        Recipe recipe = new Recipe(
                new RecipeId(UUID.randomUUID()),
                name,
                caller.userId(),
                caller.userName(),
                cloud,
                project,
                server.anyones(),
                sharing,
                CHANGED);
        long own = all.values().stream()
                .filter(one -> one.owner().equals(caller.userId()))
                .count();
        if (own >= MOST) {
            throw new TooManyRecipesException();
        }
        return put(caller, recipe);
    }

    @Override
    public synchronized Recipe change(Caller caller, RecipeId id, RecipeName name, NewServer server, Sharing sharing) {
        Recipe before = theirs(caller, id);
        return put(
                caller,
                new Recipe(
                        id,
                        name,
                        before.owner(),
                        before.ownerName(),
                        before.cloud(),
                        before.project(),
                        server.anyones(),
                        sharing,
                        CHANGED));
    }

    @Override
    public synchronized void remove(Caller caller, RecipeId id) {
        all.remove(theirs(caller, id).id());
    }

    private Recipe theirs(Caller caller, RecipeId id) {
        Recipe recipe = find(caller, id).orElseThrow(UnknownRecipeException::new);
        if (!mayChange(caller, recipe)) {
            throw new RecipeNotTheirsException();
        }
        return recipe;
    }

    private Recipe put(Caller caller, Recipe recipe) {
        Answer answer = launches.of(caller, recipe.cloud(), recipe.project(), recipe.server());
        if (!answer.available()) {
            throw new ActionRefusedException(answer);
        }
        if (!sight.shareable(sight.fresh(caller.userId()), recipe.sharing(), recipe.cloud(), recipe.project())) {
            throw new UnknownPartnerException();
        }
        boolean taken = all.values().stream()
                .anyMatch(one -> !one.id().equals(recipe.id())
                        && one.owner().equals(recipe.owner())
                        && one.name().equals(recipe.name()));
        if (taken) {
            throw new RecipeNameTakenException();
        }
        all.put(recipe.id(), recipe);
        return recipe;
    }
}
