package org.stackdeck.ui.launch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.Group;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.recipes.Recipe;
import org.stackdeck.recipes.RecipeName;
import org.stackdeck.recipes.RecipeNameTakenException;
import org.stackdeck.recipes.RecipeNotTheirsException;
import org.stackdeck.recipes.Recipes;
import org.stackdeck.recipes.Sharing;
import org.stackdeck.recipes.TooManyRecipesException;
import org.stackdeck.recipes.UnknownPartnerException;
import org.stackdeck.recipes.UnknownRecipeException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.Segments;
import org.stackdeck.ui.servers.WhyNot;

/** Saves the form as a launch template, private or shared, or updates the template that the form was prefilled from. */
final class RecipeDialog extends Dialog {

    private final transient Recipes recipes;
    private final transient Partners partners;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final transient Project project;
    private final transient NewServer server;
    private final transient Consumer<Recipe> kept;
    private final TextField name = new TextField();
    private final Segments<With> with;
    private final TextField person = new TextField();
    private final ComboBox<Group> group = new ComboBox<>();

    /** With whom the template is shared. */
    private enum With {
        NOBODY,
        EVERYONE,
        USER,
        GROUP
    }

    record Keeping(Recipes recipes, Partners partners, CurrentUser currentUser, Rights rights) {}

    /**
     * @param before the template that the form was prefilled from, if the user may change it; otherwise null
     * @param kept called with the saved template
     */
    RecipeDialog(
            Keeping keeping,
            Words words,
            Project project,
            NewServer server,
            @Nullable Recipe before,
            Consumer<Recipe> kept) {
        this.recipes = keeping.recipes();
        this.partners = keeping.partners();
        this.currentUser = keeping.currentUser();
        this.words = words;
        this.project = project;
        this.server = server;
        this.kept = kept;
        setHeaderTitle(words.say("launch.recipe.save"));
        setWidth("520px");
        addClassName("order");
        name.setLabel(words.say("launch.recipe.name"));
        name.setMaxLength(RecipeName.LONGEST);
        name.setAutocomplete(Autocomplete.OFF);
        name.setWidthFull();
        name.setManualValidation(true);
        Span label = new Span(words.say("launch.recipe.shared"));
        label.addClassName("label");
        with = new Segments<>(words.say("launch.recipe.shared"), _ -> showPartner());
        List<Group> groups = partners.groups(currentUser.caller().userId(), keeping.rights());
        for (With one : With.values()) {
            if (one != With.GROUP || !groups.isEmpty()) {
                with.offer(one, words.say("launch.recipe.shared." + one.name().toLowerCase(Locale.ROOT)));
            }
        }
        person.setLabel(words.say("launch.recipe.person"));
        person.setHelperText(words.say("launch.recipe.person.hint", project.name()));
        person.setAutocomplete(Autocomplete.OFF);
        person.setWidthFull();
        person.setManualValidation(true);
        group.setLabel(words.say("launch.recipe.group"));
        group.setItems(groups);
        group.setItemLabelGenerator(one -> one.name().value());
        group.setWidthFull();
        group.setManualValidation(true);
        Paragraph note = new Paragraph(words.say("launch.recipe.note", project.name()));
        note.addClassName("muted");
        Div sharing = new Div(label, with, person, group);
        sharing.addClassName("recipe-sharing");
        Div form = new Div(name, sharing, note);
        form.addClassName("order-form");
        add(form);
        fill(before, groups);
        Button create = new Button(words.say("launch.recipe.create"), _ -> attempt(null));
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), create);
        if (before == null || !place(before)) {
            create.addThemeVariants(ButtonVariant.PRIMARY);
        } else {
            Button change =
                    new Button(words.say("launch.recipe.change", before.name().value()), _ -> attempt(before));
            change.addThemeVariants(ButtonVariant.PRIMARY);
            getFooter().add(change);
        }
        showPartner();
        name.focus();
    }

    /** A template cannot move to another project. */
    private boolean place(Recipe before) {
        return before.cloud().equals(project.cloud()) && before.project().equals(project.id());
    }

    private void fill(@Nullable Recipe before, List<Group> groups) {
        with.press(With.NOBODY);
        if (before == null) {
            return;
        }
        name.setValue(before.name().value());
        switch (before.sharing()) {
            case Sharing.WithNobody() -> {}
            case Sharing.WithEveryone() -> with.press(With.EVERYONE);
            case Sharing.With(Grantee.OfUser(var user)) -> {
                with.press(With.USER);
                person.setValue(partners.name(user));
            }
            case Sharing.With(Grantee.OfGroup(var id)) ->
                groups.stream().filter(one -> one.id().equals(id)).findFirst().ifPresent(one -> {
                    with.press(With.GROUP);
                    group.setValue(one);
                });
        }
    }

    private void showPartner() {
        With now = with.pressed().orElse(With.NOBODY);
        person.setVisible(now == With.USER);
        group.setVisible(now == With.GROUP);
    }

    /** @param before null for a new template */
    private void attempt(@Nullable Recipe before) {
        name.setInvalid(false);
        person.setInvalid(false);
        group.setInvalid(false);
        Sharing sharing = sharing().orElse(null);
        if (sharing == null) {
            return;
        }
        try {
            RecipeName called = new RecipeName(name.getValue());
            Recipe recipe = before == null
                    ? recipes.create(currentUser.caller(), called, project.cloud(), project.id(), server, sharing)
                    : recipes.change(currentUser.caller(), before.id(), called, server, sharing);
            close();
            Toasts.done(words.say("launch.recipe.saved", recipe.name().value()));
            kept.accept(recipe);
        } catch (RecipeNameTakenException e) {
            refuse(name, "launch.recipe.wrong.taken");
        } catch (TooManyRecipesException e) {
            refuse(name, "launch.recipe.wrong.too-many");
        } catch (UnknownPartnerException e) {
            refusePartner();
        } catch (UnknownRecipeException | RecipeNotTheirsException e) {
            refuse(name, "launch.recipe.gone");
        } catch (ActionRefusedException e) {
            Toasts.problem(
                    words.say("launch.recipe.refused"),
                    WhyNot.of(ServerAction.CREATE, e.answer()).map(words::say).orElse(""));
        } catch (IllegalArgumentException e) {
            refuse(name, "launch.recipe.wrong.name");
        }
    }

    /** Empty if no user or group is named; the field then shows an error. */
    private Optional<Sharing> sharing() {
        Optional<Sharing> sharing = switch (with.pressed().orElse(With.NOBODY)) {
            case NOBODY -> Optional.of(new Sharing.WithNobody());
            case EVERYONE -> Optional.of(new Sharing.WithEveryone());
            case USER -> partners.user(person.getValue()).<Sharing>map(Sharing.With::new);
            case GROUP ->
                Optional.ofNullable(group.getValue())
                        .map(Group::id)
                        .map(Grantee::of)
                        .<Sharing>map(Sharing.With::new);
        };
        if (sharing.isEmpty()) {
            refusePartner();
        }
        return sharing;
    }

    private void refusePartner() {
        if (group.isVisible()) {
            group.setErrorMessage(words.say("launch.recipe.wrong.group"));
            group.setInvalid(true);
        } else {
            refuse(person, "launch.recipe.wrong.person");
        }
    }

    private void refuse(TextField field, String why) {
        field.setErrorMessage(words.say(why));
        field.setInvalid(true);
    }
}
