package org.stackdeck.api.users;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.webhook.GroupWebhook;
import org.stackdeck.notices.webhook.GroupWebhookException;
import org.stackdeck.notices.webhook.GroupWebhookService;
import org.stackdeck.notices.webhook.WebhookSettings;
import org.stackdeck.notices.webhook.WebhookUrl;

/** REST controller for the webhooks of groups. Responses do not contain the URL. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/groups/{name}/webhook")
public class GroupWebhookController {

    private final GroupWebhookService webhookService;
    private final GroupService groupService;
    private final AdminActionExecutor executor;

    GroupWebhookController(
            GroupWebhookService webhookService, GroupService groupService, AdminActionExecutor executor) {
        this.webhookService = webhookService;
        this.groupService = groupService;
        this.executor = executor;
    }

    @GetMapping
    WebhookResponse get(Caller caller, @PathVariable String name) {
        executor.requireAdministrator(new AdminAction(caller, "group.read", "group", null, name));
        return webhookService
                .find(caller, groupService.requireByName(name).id())
                .map(WebhookResponse::of)
                .orElseThrow(() -> ProblemException.notFound("unknown-webhook"));
    }

    @PutMapping
    WebhookResponse put(Caller caller, @PathVariable String name, @RequestBody WebhookRequest webhookRequest) {
        executor.requireAdministrator(new AdminAction(caller, "group.webhook.update", "group", null, name));
        GroupId group = groupService.requireByName(name).id();
        try {
            return WebhookResponse.of(webhookService.save(caller, group, webhookRequest.toSettings()));
        } catch (GroupWebhookException e) {
            throw switch (e.reason()) {
                case URL_REQUIRED -> ProblemException.missingField("url");
                case ADDRESS_NOT_ALLOWED, TEST_RUNNING -> ProblemException.invalidField("url", "bad-webhook-url");
            };
        }
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String name) {
        executor.requireAdministrator(new AdminAction(caller, "group.webhook.remove", "group", null, name));
        webhookService.delete(caller, groupService.requireByName(name).id());
    }

    /**
     * @param url null to keep the stored one
     * @param language BCP 47 tag; null for English
     * @param kinds names of {@link NoticeKind}
     * @param enabled null for true
     */
    record WebhookRequest(
            @Nullable String url,
            @Nullable String language,
            @Nullable List<@Nullable String> kinds,
            @Nullable Boolean enabled) {

        WebhookSettings toSettings() {
            List<String> names =
                    RequestFieldValidator.requireTexts(RequestFieldValidator.require(kinds, "kinds"), "kinds");
            Set<NoticeKind> parsed = EnumSet.noneOf(NoticeKind.class);
            for (String name : names) {
                parsed.add(RequestFieldValidator.parseEnum(NoticeKind.class, name)
                        .orElseThrow(() -> ProblemException.invalidField(
                                "kinds", "bad-notice-kind", String.join(", ", kindNames()))));
            }
            return new WebhookSettings(parsedUrl(), parsedLanguage(), parsed, enabled == null || enabled);
        }

        private @Nullable WebhookUrl parsedUrl() {
            return url == null
                    ? null
                    : WebhookUrl.parse(url).orElseThrow(() -> ProblemException.invalidField("url", "bad-webhook-url"));
        }

        private Locale parsedLanguage() {
            return language == null
                    ? Locale.ENGLISH
                    : WebhookSettings.LANGUAGES.stream()
                            .filter(known -> known.toLanguageTag().equals(language))
                            .findFirst()
                            .orElseThrow(() -> ProblemException.invalidField("language", "bad-webhook-language"));
        }

        private static List<String> kindNames() {
            return Arrays.stream(NoticeKind.values()).map(Enum::name).toList();
        }

        @Override
        public String toString() {
            return "WebhookRequest";
        }
    }

    /**
     * @param host host of the URL; empty if the URL cannot be decrypted
     * @param ending last characters of the URL; empty if they are not shown
     * @param failure code of the latest failure, as for {@link GroupWebhook#failure}; null if there is none
     */
    record WebhookResponse(
            String host,
            String ending,
            String language,
            List<NoticeKind> kinds,
            boolean enabled,
            @Nullable String failure,
            @Nullable Instant failedAt) {

        static WebhookResponse of(GroupWebhook webhook) {
            GroupWebhook.WebhookFailure failure = webhook.failure();
            return new WebhookResponse(
                    webhook.host(),
                    webhook.ending(),
                    webhook.language().toLanguageTag(),
                    webhook.kinds().stream().sorted().toList(),
                    webhook.enabled(),
                    failure == null ? null : failure.reason(),
                    failure == null ? null : failure.at());
        }
    }
}
