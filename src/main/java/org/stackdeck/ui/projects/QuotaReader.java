package org.stackdeck.ui.projects;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Quota;
import org.stackdeck.identity.Caller;
import org.stackdeck.quotas.Quotas;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.quotas.UnknownProjectException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;

/** Loads quotas in the background and delivers the result of each service as soon as it responds. */
@org.springframework.stereotype.Component
public class QuotaReader {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaReader.class);

    private final Quotas quotas;
    private final CurrentUser currentUser;
    private final Live live;

    QuotaReader(Quotas quotas, CurrentUser currentUser, Live live) {
        this.quotas = quotas;
        this.currentUser = currentUser;
        this.live = live;
    }

    /** Result of one service for a project. */
    public record Told(Project project, ServiceQuotas said) {}

    /** Returns the projects whose quotas the current user may see. */
    public List<Project> projects() {
        return quotas.projects(currentUser.caller());
    }

    /**
     * Loads the quotas of all services for these projects.
     *
     * @param anew whether to bypass cached values
     * @param told receives results while the part of the page is attached
     */
    public void read(List<Project> projects, boolean anew, UI ui, Component part, Consumer<List<Told>> told) {
        Caller caller = currentUser.caller();
        Consumer<Told> news = live.newestOfEach(
                ui, part, one -> List.of(one.project(), one.said().service()), told);
        for (Project project : projects) {
            for (Quota.Service service : Quota.Service.values()) {
                Thread.ofVirtual()
                        .name("quotas")
                        .start(() -> read(caller, project, service, anew)
                                .map(said -> new Told(project, said))
                                .ifPresent(news));
            }
        }
    }

    /** Empty if the caller may no longer see the quotas. */
    private Optional<ServiceQuotas> read(Caller caller, Project project, Quota.Service service, boolean anew) {
        try {
            return Optional.of(
                    anew
                            ? quotas.readAnew(caller, project.cloud(), project.id(), service)
                            : quotas.read(caller, project.cloud(), project.id(), service));
        } catch (UnknownProjectException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("Could not load the quotas of a project", e);
            return Optional.empty();
        }
    }
}
