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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.NotFoundState;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.projects.QuotaReader.Told;

/** Quota usage of one project or of all, those nearest to a limit first. Users without access get "not found". */
@Route(value = ProjectsNavigation.PATH + "/:cloud?/:id?", layout = MainLayout.class)
@PermitAll
public class ProjectsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient QuotaReader reader;
    private final transient Viewer viewer;
    private final transient Live live;
    private final Clock clock;
    private final Words words = Words.here();
    private final Div box = new Div();
    private final transient Map<Project, ProjectUse> known = new HashMap<>();
    private final transient Map<Project, ProjectCard> cards = new HashMap<>();
    private RouteParameters address = RouteParameters.empty();
    private List<Project> projects = List.of();
    private @Nullable String called;

    ProjectsView(QuotaReader reader, Viewer viewer, Live live, Clock clock) {
        this.reader = reader;
        this.viewer = viewer;
        this.live = live;
        this.clock = clock;
        addClassName("list-page");
        box.addClassNames("grid-box", "cards");
    }

    @Override
    public String getPageTitle() {
        return called == null ? NotFoundState.title(words) : words.say("app.page-title", called);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        address = event.getRouteParameters();
        boolean one = address.get("cloud").isPresent();
        projects = asked();
        called = one ? projects.stream().findFirst().map(Project::name).orElse(null) : words.say("projects.title");
        if (called == null) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        Button refresh = new Button(words.say("quota.refresh"), new Icon("reboot"), _ -> read(true));
        refresh.setVisible(!projects.isEmpty());
        add(Pages.title(called, refresh), box);
        known.keySet().retainAll(projects);
        arrange();
        if (isAttached()) {
            read(false);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        read(false);
        Consumer<Boolean> rights = live.newest(event.getUI(), this, _ -> showRights());
        Subscription change = viewer.onChange(() -> rights.accept(true));
        addDetachListener(detach -> {
            detach.unregisterListener();
            change.close();
        });
    }

    /** Returns the projects that match the URL and that the user may see. */
    private List<Project> asked() {
        return reader.projects().stream()
                .filter(project -> is(address, "cloud", project.cloud().value())
                        && is(address, "id", project.id().value()))
                .toList();
    }

    private static boolean is(RouteParameters address, String parameter, String value) {
        return address.get(parameter).map(value::equals).orElse(true);
    }

    private void showRights() {
        List<Project> now = asked();
        if (!now.equals(projects)) {
            projects = now;
            known.keySet().retainAll(projects);
            arrange();
            read(false);
        }
    }

    private void read(boolean anew) {
        reader.read(projects, anew, UI.getCurrentOrThrow(), this, this::show);
    }

    private void show(List<Told> news) {
        for (Told told : news) {
            if (projects.contains(told.project())) {
                ProjectUse use = use(told.project()).with(told.said());
                known.put(told.project(), use);
                card(told.project()).show(use);
            }
        }
        arrange();
    }

    private ProjectUse use(Project project) {
        return known.getOrDefault(project, ProjectUse.unread(project));
    }

    private ProjectCard card(Project project) {
        boolean several = projects.stream().map(Project::cloud).distinct().count() > 1;
        return cards.computeIfAbsent(project, one -> new ProjectCard(one, several, words, clock));
    }

    /** Sorted by name until all services have responded, so that cards do not move repeatedly. */
    private void arrange() {
        List<ProjectUse> uses = new ArrayList<>(projects.stream().map(this::use).toList());
        if (uses.stream().allMatch(ProjectUse::complete)) {
            uses.sort(ProjectUse.NEAREST_FIRST);
        }
        List<ProjectCard> wanted = uses.stream().map(use -> card(use.project())).toList();
        if (box.getChildren().toList().equals(wanted) && !wanted.isEmpty()) {
            return;
        }
        box.removeAll();
        box.setClassName("empty-box", wanted.isEmpty());
        if (wanted.isEmpty()) {
            box.add(new EmptyState("gauge", words.say("projects.none"), words.say("projects.none.hint")));
        }
        wanted.forEach(box::add);
    }
}
