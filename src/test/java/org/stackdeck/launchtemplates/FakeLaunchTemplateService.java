package org.stackdeck.launchtemplates;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.launchtemplates.LaunchTemplateException.Reason;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.LaunchService;

/** Stores launch templates in memory, with the real permission checks. */
public class FakeLaunchTemplateService implements LaunchTemplateService {

    private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<LaunchTemplateId, LaunchTemplate> all = new LinkedHashMap<>();
    private final LaunchTemplateAuthorizer launchTemplateAuthorizer;
    private final LaunchService launchService;
    private final AccessDecisionService accessDecisionService;

    public FakeLaunchTemplateService(
            AccessDecisionService accessDecisionService,
            GroupService groupService,
            UserDirectory userDirectory,
            LaunchService launchService) {
        this.launchTemplateAuthorizer =
                new LaunchTemplateAuthorizer(accessDecisionService, groupService, userDirectory);
        this.launchService = launchService;
        this.accessDecisionService = accessDecisionService;
    }

    public synchronized void clear() {
        all.clear();
    }

    @Override
    public synchronized List<LaunchTemplate> list(Caller caller) {
        LaunchTemplateAuthorizer.TemplateViewer templateViewer = launchTemplateAuthorizer.viewer(caller.userId());
        return all.values().stream()
                .filter(templateViewer::canSee)
                .sorted(Comparator.comparing(
                        launchTemplate -> launchTemplate.name().value()))
                .toList();
    }

    @Override
    public synchronized Optional<LaunchTemplate> find(Caller caller, LaunchTemplateId id) {
        return Optional.ofNullable(all.get(id)).filter(launchTemplateAuthorizer.viewer(caller.userId())::canSee);
    }

    @Override
    public boolean mayChange(Caller caller, LaunchTemplate launchTemplate) {
        return launchTemplateAuthorizer.viewer(caller.userId()).mayChange(launchTemplate);
    }

    @Override
    public synchronized LaunchTemplate create(
            Caller caller,
            LaunchTemplateName name,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            LaunchTemplateVisibility launchTemplateVisibility) {
        LaunchTemplate launchTemplate = new LaunchTemplate(
                new LaunchTemplateId(UUID.randomUUID()),
                name,
                caller.userId(),
                caller.userName(),
                cloud,
                project,
                server.withoutUserDataAndKey(),
                launchTemplateVisibility,
                CHANGED);
        long own = all.values().stream()
                .filter(one -> one.owner().equals(caller.userId()))
                .count();
        if (own >= MAX_PER_USER) {
            throw new LaunchTemplateException(Reason.TOO_MANY);
        }
        return put(caller, launchTemplate);
    }

    @Override
    public synchronized LaunchTemplate update(
            Caller caller,
            LaunchTemplateId id,
            LaunchTemplateName name,
            NewServer server,
            LaunchTemplateVisibility launchTemplateVisibility) {
        LaunchTemplate before = requireChangeable(caller, id);
        return put(
                caller,
                new LaunchTemplate(
                        id,
                        name,
                        before.owner(),
                        before.ownerName(),
                        before.cloud(),
                        before.project(),
                        server.withoutUserDataAndKey(),
                        launchTemplateVisibility,
                        CHANGED));
    }

    @Override
    public synchronized void delete(Caller caller, LaunchTemplateId id) {
        all.remove(requireChangeable(caller, id).id());
    }

    private LaunchTemplate requireChangeable(Caller caller, LaunchTemplateId id) {
        LaunchTemplate launchTemplate = find(caller, id).orElseThrow(() -> new LaunchTemplateException(Reason.UNKNOWN));
        if (!mayChange(caller, launchTemplate)) {
            throw new LaunchTemplateException(Reason.NOT_OWNED);
        }
        return launchTemplate;
    }

    private LaunchTemplate put(Caller caller, LaunchTemplate launchTemplate) {
        ActionAvailability actionAvailability = launchService.checkAvailability(
                accessDecisionService.subject(caller.userId()),
                launchTemplate.cloud(),
                launchTemplate.project(),
                launchTemplate.server());
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
        if (!launchTemplateAuthorizer.canShare(
                launchTemplateAuthorizer.loadViewer(caller.userId()),
                launchTemplate.sharing(),
                launchTemplate.cloud(),
                launchTemplate.project())) {
            throw new LaunchTemplateException(Reason.UNKNOWN_SHARE_TARGET);
        }
        boolean taken = all.values().stream()
                .anyMatch(one -> !one.id().equals(launchTemplate.id())
                        && one.owner().equals(launchTemplate.owner())
                        && one.name().equals(launchTemplate.name()));
        if (taken) {
            throw new LaunchTemplateException(Reason.NAME_TAKEN);
        }
        all.put(launchTemplate.id(), launchTemplate);
        return launchTemplate;
    }
}
