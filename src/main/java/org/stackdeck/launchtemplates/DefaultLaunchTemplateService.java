package org.stackdeck.launchtemplates;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.launchtemplates.LaunchTemplateException.Reason;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.LaunchService;

@Service
class DefaultLaunchTemplateService implements LaunchTemplateService {

    private final LaunchTemplateRepository repository;
    private final LaunchTemplateAuthorizer access;
    private final LaunchService launchService;
    private final AuditTrail audit;
    private final AttemptThrottle attemptThrottle;
    private final LoginSessionService loginSessionService;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DefaultLaunchTemplateService(
            LaunchTemplateRepository repository,
            LaunchTemplateAuthorizer access,
            LaunchService launchService,
            AuditTrail audit,
            AttemptThrottle attemptThrottle,
            LoginSessionService loginSessionService,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.attemptThrottle = attemptThrottle;
        this.loginSessionService = loginSessionService;
        this.transaction = new TransactionTemplate(transactions);
        this.repository = repository;
        this.access = access;
        this.launchService = launchService;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<LaunchTemplate> list(Caller caller) {
        LaunchTemplateAuthorizer.TemplateViewer templateViewer = access.viewer(caller.userId());
        return repository
                .findOwnAndShared(caller.userId(), templateViewer.permissions().isAdministrator())
                .stream()
                .filter(templateViewer::canSee)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<LaunchTemplate> find(Caller caller, LaunchTemplateId id) {
        return repository.find(id).filter(access.viewer(caller.userId())::canSee);
    }

    @Override
    public boolean mayChange(Caller caller, LaunchTemplate launchTemplate) {
        return access.viewer(caller.userId()).mayChange(launchTemplate);
    }

    // Permissions are checked before the transaction starts, because a refusal is recorded in a separate transaction,
    // which requires a second connection.

    @Override
    public LaunchTemplate create(
            Caller caller,
            LaunchTemplateName name,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            LaunchTemplateVisibility launchTemplateVisibility) {
        attemptThrottle.recordChange(caller);
        LaunchTemplate launchTemplate = new LaunchTemplate(
                new LaunchTemplateId(UUID.randomUUID()),
                name,
                caller.userId(),
                caller.userName(),
                cloud,
                project,
                server.withoutUserDataAndKey(),
                launchTemplateVisibility,
                clock.instant());
        requireAllowed(caller, launchTemplate, "recipe.create");
        transaction.executeWithoutResult(_ -> {
            if (repository.lockAndCount(caller.userId()) >= MAX_PER_USER) {
                throw new LaunchTemplateException(Reason.TOO_MANY);
            }
            repository.insert(launchTemplate);
            recordSuccess(caller, launchTemplate, "recipe.create");
        });
        return launchTemplate;
    }

    @Override
    public LaunchTemplate update(
            Caller caller,
            LaunchTemplateId id,
            LaunchTemplateName name,
            NewServer server,
            LaunchTemplateVisibility launchTemplateVisibility) {
        attemptThrottle.recordChange(caller);
        LaunchTemplate before = requireChangeable(caller, id, "recipe.change");
        LaunchTemplate after = new LaunchTemplate(
                id,
                name,
                before.owner(),
                before.ownerName(),
                before.cloud(),
                before.project(),
                server.withoutUserDataAndKey(),
                launchTemplateVisibility,
                clock.instant());
        requireAllowed(caller, after, "recipe.change");
        transaction.executeWithoutResult(_ -> {
            repository.update(after);
            recordSuccess(caller, after, "recipe.change");
        });
        return after;
    }

    @Override
    public void delete(Caller caller, LaunchTemplateId id) {
        attemptThrottle.recordChange(caller);
        LaunchTemplate launchTemplate = requireChangeable(caller, id, "recipe.remove");
        transaction.executeWithoutResult(_ -> {
            if (!repository.delete(id)) {
                throw new LaunchTemplateException(Reason.UNKNOWN);
            }
            recordSuccess(caller, launchTemplate, "recipe.remove");
        });
    }

    private void recordSuccess(Caller caller, LaunchTemplate launchTemplate, String action) {
        audit.record(entry(caller, launchTemplate, action, AuditEntry.Result.SUCCESS));
        // The session may have ended while this thread waited for a lock.
        audit.checkAtCommit(() -> loginSessionService.requireActive(caller));
    }

    private LaunchTemplate requireChangeable(Caller caller, LaunchTemplateId id, String action) {
        LaunchTemplateAuthorizer.TemplateViewer templateViewer = access.loadViewer(caller.userId());
        LaunchTemplate launchTemplate = repository
                .find(id)
                .filter(templateViewer::canSee)
                .orElseThrow(() -> new LaunchTemplateException(Reason.UNKNOWN));
        if (!templateViewer.mayChange(launchTemplate)) {
            audit.recordRefusal(entry(caller, launchTemplate, action, AuditEntry.Result.REFUSED));
            throw new LaunchTemplateException(Reason.NOT_OWNED);
        }
        return launchTemplate;
    }

    private void requireAllowed(Caller caller, LaunchTemplate launchTemplate, String action) {
        LaunchTemplateAuthorizer.TemplateViewer templateViewer = access.loadViewer(caller.userId());
        ActionAvailability actionAvailability = launchService.checkAvailability(
                templateViewer.subject(), launchTemplate.cloud(), launchTemplate.project(), launchTemplate.server());
        if (!actionAvailability.isAvailable()) {
            audit.recordRefusal(entry(caller, launchTemplate, action, AuditEntry.Result.REFUSED));
            throw new ActionRefusedException(actionAvailability);
        }
        if (!access.canShare(
                templateViewer, launchTemplate.sharing(), launchTemplate.cloud(), launchTemplate.project())) {
            audit.recordRefusal(entry(caller, launchTemplate, action, AuditEntry.Result.REFUSED));
            throw new LaunchTemplateException(Reason.UNKNOWN_SHARE_TARGET);
        }
    }

    private static AuditEntry entry(
            Caller caller, LaunchTemplate launchTemplate, String action, AuditEntry.Result result) {
        return caller.auditEntry(
                action,
                "recipe",
                launchTemplate.id().toString(),
                launchTemplate.name().value(),
                result,
                AuditDetail.of("cloud", launchTemplate.cloud())
                        .with("project", launchTemplate.project())
                        .with("owner", launchTemplate.ownerName())
                        .with("shared", LaunchTemplateRepository.sharingColumn(launchTemplate.sharing()))
                        .with("grantee", LaunchTemplateRepository.granteeId(launchTemplate.sharing())));
    }
}
