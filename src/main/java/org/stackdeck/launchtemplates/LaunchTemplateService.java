package org.stackdeck.launchtemplates;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;

/**
 * Manages launch templates. Permissions are checked on each call. A template that the caller cannot see is treated as
 * nonexistent. Changes and refusals are audited. Changes throw {@link org.stackdeck.identity.TooManyChangesException}
 * after too many changes within a minute.
 */
public interface LaunchTemplateService {

    int MAX_PER_USER = 50;

    /**
     * Maximum length of the stored server, in characters of JSON. It is sufficient for 50 tags and 100 metadata items
     * of usual length. The length is limited because a list contains the templates shared by all users.
     */
    int MAX_LENGTH = 16_000;

    /** Returns the launch templates that the caller may see, ordered by name. */
    List<LaunchTemplate> list(Caller caller);

    Optional<LaunchTemplate> find(Caller caller, LaunchTemplateId id);

    /**
     * Returns whether the caller may change and delete a visible launch template: as its owner or as an administrator.
     */
    boolean mayChange(Caller caller, LaunchTemplate launchTemplate);

    /**
     * Creates a launch template for a server that the caller may create.
     *
     * @param server its key pair and user data are not stored
     * @throws org.stackdeck.operations.ActionRefusedException if the caller is not permitted to create such a server
     * @throws LaunchTemplateException NAME_TAKEN, TOO_MANY, TOO_LARGE, UNKNOWN_SHARE_TARGET
     */
    LaunchTemplate create(
            Caller caller,
            LaunchTemplateName name,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            LaunchTemplateVisibility launchTemplateVisibility);

    /**
     * Changes the name, server and sharing of a launch template. The cloud and the project cannot be changed.
     *
     * @param server its key pair and user data are not stored
     * @throws org.stackdeck.operations.ActionRefusedException if the caller is not permitted to create such a server
     * @throws LaunchTemplateException UNKNOWN, NOT_OWNED, NAME_TAKEN, TOO_LARGE, UNKNOWN_SHARE_TARGET
     */
    LaunchTemplate update(
            Caller caller,
            LaunchTemplateId id,
            LaunchTemplateName name,
            NewServer server,
            LaunchTemplateVisibility launchTemplateVisibility);

    /** @throws LaunchTemplateException UNKNOWN, NOT_OWNED */
    void delete(Caller caller, LaunchTemplateId id);
}
