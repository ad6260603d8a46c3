package org.stackdeck.ui.projects;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.MyAccessRequestsView;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.help.Term;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.layout.NotFoundState;
import org.stackdeck.ui.projects.QuotaLoader.LoadedQuotas;
import org.stackdeck.ui.push.UiPush;

/**
 * Page with the quota usage of one project or of all projects. Projects nearest to a limit are first. Users without
 * access to the requested project see the not-found page.
 */
@Route(value = ProjectRoutes.PATH + "/:cloud?/:id?", layout = MainLayout.class)
@PermitAll
public class ProjectsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient QuotaLoader loader;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Clock clock;
    private final Messages messages = Messages.current();
    private final Button refresh =
            new Button(messages.text("quota.refresh"), new SpriteIcon("reboot"), _ -> loadQuotas(true));
    private final Div box = StyledElements.div("grid-box cards");
    private final transient Map<Project, ProjectQuotaUsage> known = new HashMap<>();
    private final transient Map<Project, ProjectQuotaCard> cards = new HashMap<>();
    private RouteParameters address = RouteParameters.empty();
    /** Displayed projects. Also read by other threads. */
    private volatile List<Project> projects = List.of();

    private @Nullable String title;

    ProjectsView(QuotaLoader loader, ViewerPermissions viewerPermissions, UiPush uiPush, Clock clock) {
        this.loader = loader;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.clock = clock;
        addClassName("list-page");
    }

    @Override
    public String getPageTitle() {
        return title == null ? NotFoundState.title(messages) : messages.text("app.page-title", title);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        address = event.getRouteParameters();
        boolean one = address.get("cloud").isPresent();
        projects = requestedProjects();
        title = one ? projects.stream().findFirst().map(Project::name).orElse(null) : messages.text("projects.title");
        if (title == null) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        add(ListPageElements.header(title, new ExplainButton(Term.QUOTA, messages), refresh), box);
        retainCards();
        if (isAttached()) {
            loadQuotas(false);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        loadQuotas(false);
        loader.subscribe(event, project -> projects.contains(project), this::onQuotas);
        uiPush.onChange(event, viewerPermissions::onChange, this::onPermissionsChanged);
    }

    /** Returns the projects that the user may see and that match the URL. */
    private List<Project> requestedProjects() {
        return loader.projects().stream()
                .filter(project -> is(address, "cloud", project.cloud().value())
                        && is(address, "id", project.id().value()))
                .toList();
    }

    private static boolean is(RouteParameters address, String parameter, String value) {
        return address.get(parameter).map(value::equals).orElse(true);
    }

    private void onPermissionsChanged() {
        List<Project> now = requestedProjects();
        if (!now.equals(projects)) {
            projects = now;
            retainCards();
            loadQuotas(false);
        }
    }

    private void retainCards() {
        known.keySet().retainAll(projects);
        cards.keySet().retainAll(projects);
        refresh.setVisible(!projects.isEmpty());
        arrange();
    }

    private void loadQuotas(boolean bypassCache) {
        loader.load(projects, bypassCache, UI.getCurrentOrThrow(), this, this::onQuotas);
    }

    private void onQuotas(List<LoadedQuotas> updates) {
        for (LoadedQuotas loadedQuotas : updates) {
            if (projects.contains(loadedQuotas.project())) {
                ProjectQuotaUsage usage = usage(loadedQuotas.project()).with(loadedQuotas.quotas());
                known.put(loadedQuotas.project(), usage);
                card(loadedQuotas.project()).update(usage);
            }
        }
        arrange();
    }

    private ProjectQuotaUsage usage(Project project) {
        return known.getOrDefault(project, ProjectQuotaUsage.empty(project));
    }

    private ProjectQuotaCard card(Project project) {
        return cards.computeIfAbsent(project, one -> new ProjectQuotaCard(one, messages, clock));
    }

    /**
     * Sorts the cards by cloud and name until all services have responded, and then by quota usage, so that the cards
     * do not move repeatedly.
     */
    private void arrange() {
        List<ProjectQuotaUsage> uses =
                new ArrayList<>(projects.stream().map(this::usage).toList());
        if (uses.stream().allMatch(ProjectQuotaUsage::complete)) {
            uses.sort(ProjectQuotaUsage.NEAREST_FIRST);
        }
        List<ProjectQuotaCard> sortedCards =
                uses.stream().map(usage -> card(usage.project())).toList();
        boolean several = projects.stream().map(Project::cloud).distinct().count() > 1;
        sortedCards.forEach(card -> card.showCloud(several));
        if (box.getChildren().toList().equals(sortedCards) && !sortedCards.isEmpty()) {
            return;
        }
        box.removeAll();
        box.setClassName("empty-box", sortedCards.isEmpty());
        if (sortedCards.isEmpty()) {
            box.add(new EmptyState(
                    "gauge",
                    messages.text("projects.none"),
                    messages.text("projects.none.hint"),
                    StyledElements.buttonLink(MyAccessRequestsView.PATH, messages.text("requests.own.title"))));
        }
        sortedCards.forEach(box::add);
    }
}
