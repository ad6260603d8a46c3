package org.stackdeck.ui.launch;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.Project;
import org.stackdeck.recipes.Recipe;
import org.stackdeck.recipes.RecipeNotTheirsException;
import org.stackdeck.recipes.Recipes;
import org.stackdeck.recipes.UnknownRecipeException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Selects a launch template. The user's own templates can be deleted. Hidden while there is none. */
final class RecipePicker extends Div {

    private final transient Recipes recipes;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final transient Consumer<Recipe> chosen;
    private final ComboBox<Recipe> box = new ComboBox<>();
    private final NativeButton remove;
    private transient List<Project> places = List.of();

    /** @param chosen called with the template that the user selects */
    RecipePicker(Recipes recipes, CurrentUser currentUser, Words words, Consumer<Recipe> chosen) {
        this.recipes = recipes;
        this.currentUser = currentUser;
        this.words = words;
        this.chosen = chosen;
        addClassName("recipe-picker");
        box.setLabel(words.say("launch.recipe"));
        box.setPlaceholder(words.say("launch.recipe.none"));
        box.setWidthFull();
        box.setClearButtonVisible(true);
        box.setItemLabelGenerator(this::label);
        remove = Buttons.icon("trash", words.say("launch.recipe.remove"));
        remove.addClickListener(_ -> confirmRemoval());
        remove.setVisible(false);
        box.addValueChangeListener(event -> {
            Recipe recipe = event.getValue();
            remove.setVisible(recipe != null && recipes.mayChange(currentUser.caller(), recipe));
            if (recipe != null && event.isFromClient()) {
                begin(recipe);
            }
        });
        add(box, remove);
    }

    /** Loads the current version: the template may have been changed or unshared since the list was loaded. */
    private void begin(Recipe shown) {
        recipes.find(currentUser.caller(), shown.id())
                .filter(recipe -> place(recipe).isPresent())
                .ifPresentOrElse(chosen, () -> {
                    offer(places);
                    Toasts.problem(words.say("launch.recipe.gone"), "");
                });
    }

    /** @param launchable projects in which the user may launch servers; templates of other projects are not listed */
    void offer(List<Project> launchable) {
        places = List.copyOf(launchable);
        Recipe before = box.getValue();
        List<Recipe> there = recipes.all(currentUser.caller()).stream()
                .filter(recipe -> place(recipe).isPresent())
                .toList();
        box.setItems(there);
        box.setValue(
                before == null
                        ? null
                        : there.stream()
                                .filter(recipe -> recipe.id().equals(before.id()))
                                .findFirst()
                                .orElse(null));
        setVisible(!there.isEmpty());
    }

    /** Selects the template with this ID if it is listed. */
    Optional<Recipe> choose(String id) {
        Optional<Recipe> recipe = box.getListDataView()
                .getItems()
                .filter(one -> one.id().toString().equals(id))
                .findFirst();
        recipe.ifPresent(box::setValue);
        return recipe;
    }

    /** Returns the selected template if the user may change it. */
    Optional<Recipe> changeable() {
        return Optional.ofNullable(box.getValue()).filter(recipe -> recipes.mayChange(currentUser.caller(), recipe));
    }

    /** Returns the project of the template if the user may launch servers there. */
    Optional<Project> place(Recipe recipe) {
        return places.stream()
                .filter(project ->
                        project.cloud().equals(recipe.cloud()) && project.id().equals(recipe.project()))
                .findFirst();
    }

    private String label(Recipe recipe) {
        String name = recipe.name().value();
        String called = recipe.owner().equals(currentUser.caller().userId())
                ? name
                : words.say("launch.recipe.of", name, recipe.ownerName().value());
        return places.size() == 1
                ? called
                : called + " · " + place(recipe).map(Project::name).orElse("");
    }

    private void confirmRemoval() {
        Recipe recipe = box.getValue();
        if (recipe != null) {
            new RecipeRemoval(words, recipe.name().value(), () -> remove(recipe)).open();
        }
    }

    private void remove(Recipe recipe) {
        try {
            recipes.remove(currentUser.caller(), recipe.id());
            Toasts.done(words.say("launch.recipe.removed", recipe.name().value()));
        } catch (UnknownRecipeException | RecipeNotTheirsException e) {
            Toasts.problem(words.say("launch.recipe.gone"), "");
        }
        offer(places);
    }
}
