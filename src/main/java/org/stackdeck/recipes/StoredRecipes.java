package org.stackdeck.recipes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Grantee;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Launches;
import org.stackdeck.operations.PlanDocument;
import org.stackdeck.platform.StoredTime;
import tools.jackson.databind.json.JsonMapper;

/** Stores launch templates in the database. */
@Service
class StoredRecipes implements Recipes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "select id, name, owner_id, owner_name, cloud, project, server, shared, shared_with, changed_at from recipe ";

    private final JdbcClient database;
    private final RecipeSight sight;
    private final Launches launches;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StoredRecipes(
            JdbcClient database,
            RecipeSight sight,
            Launches launches,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.database = database;
        this.sight = sight;
        this.launches = launches;
        this.audit = audit;
        this.clock = clock;
    }

    /** Values of the column. */
    private enum Shared {
        NOBODY,
        EVERYONE,
        USER,
        GROUP
    }

    @Override
    @Transactional(readOnly = true)
    public List<Recipe> all(Caller caller) {
        RecipeSight.Eyes eyes = sight.of(caller.userId());
        return database
                .sql(COLUMNS + "where owner_id = ? or shared <> 'NOBODY' or ? order by name, owner_name, id")
                .params(caller.userId().toString(), eyes.rights().administrator())
                .query(StoredRecipes::read)
                .list()
                .stream()
                .filter(eyes::see)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Recipe> find(Caller caller, RecipeId id) {
        return stored(id).filter(sight.of(caller.userId())::see);
    }

    @Override
    public boolean mayChange(Caller caller, Recipe recipe) {
        return sight.of(caller.userId()).mayChange(recipe);
    }

    // Refused before the transaction starts: a refusal is recorded in a separate transaction, on a second connection.

    @Override
    public Recipe create(
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
                now());
        requireAllowed(caller, recipe, "recipe.create");
        transaction.executeWithoutResult(_ -> {
            // Lock before counting, so that of two concurrent calls the second one counts the template of the first.
            database.sql("select id from recipe_lock where id = 1 for update")
                    .query(Integer.class)
                    .single();
            Long count = database.sql("select count(*) from recipe where owner_id = ?")
                    .param(caller.userId().toString())
                    .query(Long.class)
                    .single();
            if (count >= MOST) {
                throw new TooManyRecipesException();
            }
            write("""
                insert into recipe (name, cloud, project, server, shared, shared_with, changed_at, owner_id, owner_name, id)
                values (:name, :cloud, :project, :server, :shared, :with, :changed, :owner, :ownerName, :id)""", recipe);
            audit.record(entry(caller, recipe, "recipe.create", AuditEntry.Result.SUCCESS));
        });
        return recipe;
    }

    @Override
    public Recipe change(Caller caller, RecipeId id, RecipeName name, NewServer server, Sharing sharing) {
        Recipe before = theirs(caller, id, "recipe.change");
        Recipe after = new Recipe(
                id,
                name,
                before.owner(),
                before.ownerName(),
                before.cloud(),
                before.project(),
                server.anyones(),
                sharing,
                now());
        requireAllowed(caller, after, "recipe.change");
        transaction.executeWithoutResult(_ -> {
            write("""
                update recipe set name = :name, cloud = :cloud, project = :project, server = :server, shared = :shared,
                shared_with = :with, changed_at = :changed, owner_id = :owner, owner_name = :ownerName where id = :id""", after);
            audit.record(entry(caller, after, "recipe.change", AuditEntry.Result.SUCCESS));
        });
        return after;
    }

    @Override
    public void remove(Caller caller, RecipeId id) {
        Recipe recipe = theirs(caller, id, "recipe.remove");
        transaction.executeWithoutResult(_ -> {
            database.sql("delete from recipe where id = ?").param(id.toString()).update();
            audit.record(entry(caller, recipe, "recipe.remove", AuditEntry.Result.SUCCESS));
        });
    }

    private Optional<Recipe> stored(RecipeId id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id.toString())
                .query(StoredRecipes::read)
                .optional();
    }

    private Recipe theirs(Caller caller, RecipeId id, String action) {
        RecipeSight.Eyes eyes = sight.fresh(caller.userId());
        Recipe recipe = stored(id).filter(eyes::see).orElseThrow(UnknownRecipeException::new);
        if (!eyes.mayChange(recipe)) {
            audit.recordRefusal(entry(caller, recipe, action, AuditEntry.Result.REFUSED));
            throw new RecipeNotTheirsException();
        }
        return recipe;
    }

    private void requireAllowed(Caller caller, Recipe recipe, String action) {
        Answer answer = launches.of(caller, recipe.cloud(), recipe.project(), recipe.server());
        if (!answer.available()) {
            audit.recordRefusal(entry(caller, recipe, action, AuditEntry.Result.REFUSED));
            throw new ActionRefusedException(answer);
        }
        RecipeSight.Eyes eyes = sight.fresh(caller.userId());
        if (!sight.shareable(eyes, recipe.sharing(), recipe.cloud(), recipe.project())) {
            audit.recordRefusal(entry(caller, recipe, action, AuditEntry.Result.REFUSED));
            throw new UnknownPartnerException();
        }
    }

    private void write(String sql, Recipe recipe) {
        try {
            int rows = database.sql(sql)
                    .param("id", recipe.id().toString())
                    .param("name", recipe.name().value())
                    .param("owner", recipe.owner().toString())
                    .param("ownerName", recipe.ownerName().value())
                    .param("cloud", recipe.cloud().value())
                    .param("project", recipe.project().value())
                    .param("server", JSON.writeValueAsString(PlanDocument.of(recipe.server())))
                    .param("shared", shared(recipe.sharing()).name())
                    .param("with", partner(recipe.sharing()))
                    .param("changed", StoredTime.of(recipe.changedAt()))
                    .update();
            if (rows == 0) {
                // Deleted after it was read.
                throw new UnknownRecipeException();
            }
        } catch (DuplicateKeyException e) {
            throw new RecipeNameTakenException();
        }
    }

    private static Shared shared(Sharing sharing) {
        return switch (sharing) {
            case Sharing.WithNobody() -> Shared.NOBODY;
            case Sharing.WithEveryone() -> Shared.EVERYONE;
            case Sharing.With(Grantee.OfUser user) -> Shared.USER;
            case Sharing.With(Grantee.OfGroup group) -> Shared.GROUP;
        };
    }

    private static @Nullable String partner(Sharing sharing) {
        return sharing instanceof Sharing.With(Grantee grantee) ? grantee.uuid().toString() : null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static AuditEntry entry(Caller caller, Recipe recipe, String action, AuditEntry.Result result) {
        String partner = partner(recipe.sharing());
        return caller.entry(
                action,
                "recipe",
                recipe.id().toString(),
                recipe.name().value(),
                result,
                "cloud=" + recipe.cloud() + " project=" + recipe.project() + " owner=" + recipe.ownerName() + " shared="
                        + shared(recipe.sharing()) + (partner == null ? "" : " with=" + partner));
    }

    private static Recipe read(ResultSet row, int number) throws SQLException {
        return new Recipe(
                new RecipeId(UUID.fromString(row.getString("id"))),
                new RecipeName(row.getString("name")),
                new UserId(UUID.fromString(row.getString("owner_id"))),
                new UserName(row.getString("owner_name")),
                new CloudName(row.getString("cloud")),
                new ProjectId(row.getString("project")),
                JSON.readValue(row.getString("server"), PlanDocument.class).server(),
                sharing(Shared.valueOf(row.getString("shared")), row.getString("shared_with")),
                StoredTime.read(row, "changed_at"));
    }

    private static Sharing sharing(Shared shared, @Nullable String partner) {
        return switch (shared) {
            case NOBODY -> new Sharing.WithNobody();
            case EVERYONE -> new Sharing.WithEveryone();
            case USER -> new Sharing.With(Grantee.of(new UserId(id(partner))));
            case GROUP -> new Sharing.With(Grantee.of(new GroupId(id(partner))));
        };
    }

    private static UUID id(@Nullable String partner) {
        return UUID.fromString(String.valueOf(partner));
    }
}
