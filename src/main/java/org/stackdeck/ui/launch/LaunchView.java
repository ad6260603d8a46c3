package org.stackdeck.ui.launch;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.keypairs.KeyPairs;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.FailedLaunch;
import org.stackdeck.operations.Launches;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.platform.Subscription;
import org.stackdeck.recipes.Recipe;
import org.stackdeck.recipes.Recipes;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.NotFoundState;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;
import org.stackdeck.ui.projects.ProjectUse;
import org.stackdeck.ui.projects.QuotaReader;
import org.stackdeck.ui.servers.ServersNavigation;
import org.stackdeck.ui.servers.WhyNot;

/** View that launches servers. Users who may not launch any get "not found". */
@Route(value = LaunchNavigation.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
class LaunchView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient Launches launches;
    private final transient LaunchOffers offers;
    private final transient QuotaReader quotas;
    private final transient KeyPairs keyPairs;
    private final transient Inventory inventory;
    private final transient CurrentUser currentUser;
    private final transient Viewer viewer;
    private final transient Live live;
    private final transient Recipes recipes;
    private final transient ServerParts serverParts;
    private final transient Partners partners;
    private final Words words = Words.here();
    private final transient LaunchWords says = new LaunchWords(words);
    private final ComboBox<Project> place = new ComboBox<>();
    private final RecipePicker recipe;
    private final Div start = new Div();
    private final FilledNote filled = new FilledNote(words);
    private final LaunchForm form = new LaunchForm(words, this::weigh, this::loadAgain);
    private final QuotaForecast forecast;
    private final LaunchFoot foot;
    private transient @Nullable ProjectUse use;
    private Set<String> taken = Set.of();
    /** The server to copy until its remaining data is loaded; null for none. */
    private transient @Nullable Server like;

    private Set<String> notCopied = Set.of();
    private transient Consumer<LaunchAnswer> answered = _ -> {};
    private boolean allowed;
    private boolean busy;

    LaunchView(
            Launches launches,
            LaunchOffers offers,
            QuotaReader quotas,
            KeyPairs keyPairs,
            Inventory inventory,
            CurrentUser currentUser,
            Viewer viewer,
            Live live,
            Recipes recipes,
            ServerParts serverParts,
            Directory directory,
            Groups groups,
            Clock clock) {
        this.launches = launches;
        this.offers = offers;
        this.quotas = quotas;
        this.keyPairs = keyPairs;
        this.inventory = inventory;
        this.currentUser = currentUser;
        this.viewer = viewer;
        this.live = live;
        this.recipes = recipes;
        this.serverParts = serverParts;
        this.partners = new Partners(directory, groups);
        this.recipe = new RecipePicker(recipes, currentUser, words, this::begin);
        this.forecast = new QuotaForecast(words, clock, () -> readQuotas(true));
        addClassName("launch-page");
        place.setLabel(words.say("launch.field.project"));
        place.setItemLabelGenerator(project -> project.cloud() + " / " + project.name());
        place.setManualValidation(true);
        place.addValueChangeListener(_ -> changePlace());
        foot = new LaunchFoot(
                words,
                says,
                () -> {
                    launch();
                    enable();
                },
                this::keep);
        Div aside = new Div(forecast, foot);
        aside.addClassName("launch-aside");
        start.addClassName("launch-start");
        start.add(place, recipe);
        Div fields = new Div(filled, start, form);
        fields.addClassName("launch-fields");
        Div body = new Div(fields, aside);
        body.addClassName("launch-body");
        add(Pages.title(words.say("launch.title")), body);
    }

    @Override
    public String getPageTitle() {
        return allowed ? words.say("app.page-title", words.say("launch.title")) : NotFoundState.title(words);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<Project> projects = launches.projects(currentUser.caller());
        allowed = !projects.isEmpty();
        if (!allowed) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        LaunchAddress asked = new LaunchAddress(event.getLocation().getQueryParameters());
        form.offer(keyPairs.of(currentUser.caller()));
        Optional<FailedLaunch> failed = asked.again().flatMap(id -> launches.failed(currentUser.caller(), id));
        // Only if the user may see the server.
        Optional<Server> like = failed.isPresent()
                ? Optional.empty()
                : asked.like().map(inventory.look(viewer.id()).servers()::get);
        place.setItems(projects);
        place.setVisible(projects.size() > 1);
        place.setValue(projects.stream()
                .filter(project -> failed.map(before -> before.cloud().equals(project.cloud())
                                && before.project().equals(project.id()))
                        .or(() -> like.map(server -> server.project().equals(project)))
                        .orElseGet(() -> asked.asksFor(project)))
                .findFirst()
                .orElse(projects.getFirst()));
        recipe.offer(projects);
        start.setVisible(place.isVisible() || recipe.isVisible());
        like.ifPresent(this::begin);
        failed.ifPresent(before -> {
            form.fill(before.server());
            filled.showFailed(before.leftOut());
        });
        if (asked.again().isPresent() && failed.isEmpty() && like.isEmpty()) {
            filled.showGone();
        }
        asked.recipe().flatMap(recipe::choose).ifPresent(this::begin);
        form.focusName();
        weigh();
    }

    /** Prefills the form from a server and loads the remaining data. */
    private void begin(Server like) {
        this.like = like;
        notCopied = form.likeServer(like);
        filled.showLike(like.called(), notCopied);
        if (isAttached()) {
            askLike(UI.getCurrentOrThrow());
        }
    }

    private void askLike(UI ui) {
        Server server = like;
        if (server == null) {
            return;
        }
        Caller caller = currentUser.caller();
        Consumer<Likeness> told = live.newest(ui, this, this::show);
        Thread.ofVirtual().name("server-copy").start(() -> told.accept(Likeness.of(server, serverParts, caller)));
    }

    /** Applied once; later input is kept. */
    private void show(Likeness likeness) {
        if (!likeness.server().equals(like) || !likeness.server().project().equals(place.getValue())) {
            return;
        }
        like = null;
        Set<String> missing = new HashSet<>(notCopied);
        missing.addAll(form.like(likeness));
        filled.showLike(likeness.server().called(), missing);
        weigh();
    }

    /** Applies a launch template. */
    private void begin(Recipe kept) {
        recipe.place(kept).ifPresent(place::setValue);
        form.fill(kept.server());
        weigh();
    }

    private void keep() {
        Project project = place.getValue();
        if (!form.whole() || project == null) {
            return;
        }
        new RecipeDialog(
                        new RecipeDialog.Keeping(recipes, partners, currentUser, viewer.rights()),
                        words,
                        project,
                        form.draft().server(),
                        recipe.changeable().orElse(null),
                        this::kept)
                .open();
    }

    private void kept(Recipe changed) {
        recipe.offer(launches.projects(currentUser.caller()));
        recipe.choose(changed.id().toString());
        start.setVisible(true);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load(event.getUI());
        askLike(event.getUI());
        answered = live.newest(event.getUI(), this, this::show);
        Consumer<Boolean> rights = live.newest(event.getUI(), this, _ -> showRights());
        Subscription change = viewer.onChange(() -> rights.accept(true));
        addDetachListener(detach -> {
            detach.unregisterListener();
            change.close();
        });
    }

    private void changePlace() {
        Project project = place.getValue();
        use = project == null ? null : ProjectUse.unread(project);
        form.reset();
        if (isAttached()) {
            load(UI.getCurrentOrThrow());
        }
        weigh();
    }

    private void load(UI ui) {
        Project project = place.getValue();
        if (project == null) {
            return;
        }
        taken = inventory.look(viewer.id()).servers().values().stream()
                .filter(server -> server.project().equals(project))
                .map(Server::name)
                .collect(Collectors.toSet());
        offers.load(project, EnumSet.allOf(Kind.class), ui, this, this::show);
        readQuotas(false);
    }

    /** Reloads options that could not be loaded. */
    private void loadAgain(Set<Kind> kinds) {
        Project project = place.getValue();
        if (project != null) {
            offers.load(project, kinds, UI.getCurrentOrThrow(), this, this::show);
        }
    }

    private void readQuotas(boolean anew) {
        Project project = place.getValue();
        if (project != null) {
            quotas.read(List.of(project), anew, UI.getCurrentOrThrow(), this, this::showQuotas);
        }
    }

    private void show(List<Offer> news) {
        news.stream().filter(offer -> offer.project().equals(place.getValue())).forEach(form::offer);
        weigh();
    }

    private void showQuotas(List<QuotaReader.Told> news) {
        for (QuotaReader.Told told : news) {
            if (use != null && told.project().equals(use.project())) {
                use = use.with(told.said());
            }
        }
        weigh();
    }

    /** Input is kept although it can no longer be submitted. */
    private void showRights() {
        List<Project> projects = launches.projects(currentUser.caller());
        allowed = projects.contains(place.getValue());
        recipe.offer(projects);
        enable();
        weigh();
    }

    private void weigh() {
        LaunchDraft draft = form.draft();
        int servers = draft.countOrOne();
        Forecast added = Forecast.of(draft, servers);
        if (form.show(draft, use == null ? List.of() : use.quotas(), taken, forbidden(draft))) {
            weigh();
            return;
        }
        forecast.setVisible(use != null);
        boolean fits = true;
        if (use != null) {
            forecast.show(use, added);
            fits = added.holds(use.quotas());
        }
        foot.show(draft, use, fits, busy);
    }

    /** Returns the fields whose values no grant allows, with the reason. */
    private Map<Field, String> forbidden(LaunchDraft draft) {
        Project project = place.getValue();
        if (project == null || !allowed) {
            return Map.of();
        }
        return draft.named().stream()
                .map(server -> launches.of(currentUser.caller(), project.cloud(), project.id(), server))
                .filter(answer -> !answer.available())
                .findFirst()
                .map(says::forbidden)
                .orElse(Map.of());
    }

    private void launch() {
        Project project = place.getValue();
        boolean placed = project != null;
        place.setInvalid(!placed);
        place.setErrorMessage(placed ? "" : words.say("launch.wrong.project"));
        if (!form.whole() || project == null) {
            return;
        }
        LaunchDraft draft = form.draft();
        NewServer server = draft.server();
        int count = draft.servers();
        Caller caller = currentUser.caller();
        Consumer<LaunchAnswer> told = answered;
        busy = true;
        weigh();
        Thread.ofVirtual()
                .name("launch")
                .start(() -> told.accept(LaunchAnswer.to(launches, caller, project, server, count, words)));
    }

    private void show(LaunchAnswer answer) {
        busy = false;
        enable();
        weigh();
        switch (answer) {
            case LaunchAnswer.Accepted(String name, List<Operation> operations) -> {
                Toasts.done(words.say("launch.done", operations.size(), name));
                ServersNavigation.toGrid(UI.getCurrentOrThrow(), null, null);
            }
            case LaunchAnswer.Unsuitable(var field, var why) -> form.refuse(field, why);
            case LaunchAnswer.Refused(Answer refusal) ->
                Toasts.problem(
                        words.say("launch.refused"),
                        WhyNot.of(ServerAction.CREATE, refusal).map(words::say).orElse(""));
            case LaunchAnswer.Failed(String message) -> Toasts.problem(words.say("launch.refused"), message);
        }
    }

    private void enable() {
        foot.enable(allowed && !busy);
    }
}
