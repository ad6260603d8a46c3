package org.stackdeck.notices.webhook;

import java.util.List;
import java.util.Optional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.group.GroupId;

/**
 * Manages the webhooks of groups. All methods require an administrator; changes and tests also require a recent
 * authentication ({@link org.stackdeck.identity.StepUpRequiredException}), because Stackdeck sends requests to the URL.
 * Changes, tests and these refusals are audited, without the URL.
 */
public interface GroupWebhookService {

    List<GroupWebhook> list(Caller caller);

    Optional<GroupWebhook> find(Caller caller, GroupId group);

    /**
     * Creates or changes the webhook of the group. If the settings disable it, messages that have not been sent are
     * deleted.
     *
     * @throws GroupWebhookException URL_REQUIRED or ADDRESS_NOT_ALLOWED
     * @throws org.stackdeck.identity.group.UnknownGroupException if the group does not exist
     */
    GroupWebhook save(Caller caller, GroupId group, WebhookSettings settings);

    /**
     * Deletes the webhook of the group with the messages that have not been sent. Has no effect if the group has no
     * webhook.
     *
     * @throws org.stackdeck.identity.group.UnknownGroupException if the group does not exist
     */
    void delete(Caller caller, GroupId group);

    /**
     * Checks that the caller may send test messages.
     *
     * @throws org.stackdeck.identity.StepUpRequiredException if the last authentication is too old
     */
    void requireTestPermission(Caller caller, GroupId group);

    /**
     * Sends a test message to the URL in the settings without storing them. Blocks for up to ten seconds.
     *
     * @return the reason code of the failure; empty if the message was sent
     * @throws GroupWebhookException URL_REQUIRED, ADDRESS_NOT_ALLOWED or TEST_RUNNING
     * @throws org.stackdeck.identity.group.UnknownGroupException if the group does not exist
     */
    Optional<String> sendTest(Caller caller, GroupId group, WebhookSettings settings);
}
