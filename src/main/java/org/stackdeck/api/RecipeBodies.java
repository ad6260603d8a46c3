package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.recipes.Recipe;
import org.stackdeck.recipes.RecipeId;
import org.stackdeck.recipes.Recipes;
import org.stackdeck.recipes.Sharing;

/** Converts launch templates to responses and their sharing from requests. */
@Component
class RecipeBodies {

    private final Recipes recipes;
    private final Directory directory;
    private final Groups groups;

    RecipeBodies(Recipes recipes, Directory directory, Groups groups) {
        this.recipes = recipes;
        this.directory = directory;
        this.groups = groups;
    }

    /** @param sharedWith null for users who may not change the launch template */
    record RecipeBody(
            String id,
            String name,
            String owner,
            boolean mayChange,
            String cloud,
            String project,
            LaunchWish server,
            @Nullable Shared sharedWith,
            Instant changedAt) {}

    /**
     * With whom a launch template is shared.
     *
     * @param name of the user or group; null for the other kinds, and for a deleted user or group
     */
    record Shared(@Nullable Kind kind, @Nullable String name) {

        /** In lower case in JSON. */
        enum Kind {
            @JsonProperty("nobody")
            NOBODY,
            @JsonProperty("everyone")
            EVERYONE,
            @JsonProperty("user")
            USER,
            @JsonProperty("group")
            GROUP
        }
    }

    RecipeBody body(Caller caller, Recipe recipe) {
        boolean mayChange = recipes.mayChange(caller, recipe);
        return new RecipeBody(
                recipe.id().toString(),
                recipe.name().value(),
                recipe.ownerName().value(),
                mayChange,
                recipe.cloud().value(),
                recipe.project().value(),
                LaunchWish.of(recipe.server()),
                mayChange ? shared(recipe.sharing()) : null,
                recipe.changedAt());
    }

    private Shared shared(Sharing sharing) {
        return switch (sharing) {
            case Sharing.WithNobody() -> new Shared(Shared.Kind.NOBODY, null);
            case Sharing.WithEveryone() -> new Shared(Shared.Kind.EVERYONE, null);
            case Sharing.With(Grantee.OfUser(var user)) ->
                new Shared(
                        Shared.Kind.USER,
                        directory
                                .find(user)
                                .map(User::name)
                                .map(UserName::value)
                                .orElse(null));
            case Sharing.With(Grantee.OfGroup(var group)) ->
                new Shared(
                        Shared.Kind.GROUP,
                        groups.find(group)
                                .map(Group::name)
                                .map(GroupName::value)
                                .orElse(null));
        };
    }

    /** @param shared null for nobody */
    Sharing sharing(@Nullable Shared shared) {
        Shared.Kind kind = shared == null ? Shared.Kind.NOBODY : shared.kind();
        if (kind == null) {
            throw ProblemException.badField("sharedWith.kind", "missing-field", "sharedWith.kind");
        }
        String name = shared == null ? null : shared.name();
        return switch (kind) {
            case NOBODY -> new Sharing.WithNobody();
            case EVERYONE -> new Sharing.WithEveryone();
            case USER ->
                partner(
                        name,
                        given -> UserName.parse(given)
                                .flatMap(directory::find)
                                .map(User::id)
                                .map(Grantee::of));
            case GROUP ->
                partner(
                        name,
                        given -> GroupName.parse(given)
                                .flatMap(groups::find)
                                .map(Group::id)
                                .map(Grantee::of));
        };
    }

    private interface Search {

        Optional<Grantee> find(String name);
    }

    private static Sharing partner(@Nullable String name, Search search) {
        if (name == null) {
            throw ProblemException.badField("sharedWith.name", "missing-field", "sharedWith.name");
        }
        return search.find(name).map(Sharing.With::new).orElseThrow(RecipeBodies::unknownPartner);
    }

    static ProblemException unknownPartner() {
        return ProblemException.badField("sharedWith.name", "unknown-partner", "sharedWith.name");
    }

    /**
     * Finds a launch template by id, or by name: the caller's own by {@code name}, others by {@code owner/name}. A name
     * alone never selects a launch template that another user shares.
     */
    Recipe find(Caller caller, String given) {
        return id(given)
                .flatMap(id -> recipes.find(caller, id))
                .or(() -> recipes.all(caller).stream()
                        .filter(recipe -> named(recipe, given, caller))
                        .findFirst())
                .orElseThrow(() -> ProblemException.badField("recipe", "no-such-recipe", "recipe"));
    }

    private static boolean named(Recipe recipe, String given, Caller caller) {
        String name = recipe.name().value();
        return (recipe.owner().equals(caller.userId()) && name.equals(given))
                || given.equals(recipe.ownerName() + "/" + name);
    }

    /** Returns empty for an invalid id, which is treated like an unknown one. */
    static Optional<RecipeId> id(String given) {
        try {
            return given.length() > 36 ? Optional.empty() : Optional.of(new RecipeId(UUID.fromString(given)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
