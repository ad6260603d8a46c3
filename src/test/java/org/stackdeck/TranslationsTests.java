package org.stackdeck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.connections.CloudConnectionException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.registration.RegistrationPolicyService;

class TranslationsTests {

    private static final Path DIRECTORY = Path.of("src/main/resources/vaadin-i18n");

    private final Map<String, String> english = read("translations.properties");
    private final Map<String, String> chinese = read("translations_zh_CN.properties");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(chinese.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
    }

    @Test
    void noTranslationIsBlank() {
        assertThat(english.values()).noneMatch(String::isBlank);
        assertThat(chinese.values()).noneMatch(String::isBlank);
    }

    @Test
    void bothLanguagesUseTheSameArguments() {
        assertThat(arguments(chinese)).isEqualTo(arguments(english));
    }

    @Test
    void noKeyIsDefinedTwice() throws IOException {
        assertThat(keyLines("translations.properties")).doesNotHaveDuplicates();
        assertThat(keyLines("translations_zh_CN.properties")).doesNotHaveDuplicates();
    }

    /** The only terms are 云硬盘 for a volume and 云主机 for a server. */
    @Test
    void chineseTextsUseOneTermForEachThing() {
        assertThat(chinese.values()).noneMatch(text -> text.contains("卷") || text.contains("服务器"));
    }

    /** Checks only the English keys. {@link #bothLanguagesHaveTheSameKeys} covers the Chinese ones. */
    @Test
    void everyAuditCodeHasATranslation() {
        Set<String> actions = AuditCodeScanner.actions(english.keySet());
        assertThat(actions).contains("session.login", "user.approve", "grant.create");
        assertThat(english.keySet())
                .containsAll(keys("admin.audit.action.", actions))
                .containsAll(keys("servers.action.", names(ServerAction.values(), ServerAction::code)))
                .containsAll(keys("admin.audit.object.", AuditCodeScanner.kinds(english.keySet())))
                .containsAll(keys("admin.audit.result.", names(AuditEntry.Result.values(), Enum::name)))
                .containsAll(keys("admin.audit.channel.", names(Caller.Channel.values(), Enum::name)));
    }

    /** The details {@code reason}, {@code error} and {@code message} are shown without a label. */
    @Test
    void everyCodeOfAuditDetailsHasATranslation() throws IOException {
        Set<String> labelled = auditCodes("(?:AuditDetail\\.of|\\.with)\\(\\s*\"([A-Za-z]+)\"");
        labelled.removeAll(Set.of("reason", "error", "message"));
        Set<String> reasons = auditCodes("(?:AuditDetail\\.ofReason\\(|\\.with\\(\"reason\",)\\s*\"([a-z-]+[a-z])\"");

        assertThat(labelled).contains("cloud", "permission", "rootVolumeGib");
        assertThat(reasons).contains("not-visible", "group-deleted");
        assertThat(english.keySet())
                .containsAll(keys("admin.audit.detail.", labelled))
                .containsAll(keys("admin.audit.reason.", reasons))
                .containsAll(keys("admin.audit.reason.", names(User.State.values(), User.State::reasonCode)))
                .containsAll(keys(
                        "admin.audit.reason.already-",
                        Stream.of(AccessRequest.State.values())
                                .filter(state -> state != AccessRequest.State.OPEN)
                                .map(TranslationsTests::code)
                                .toList()))
                .containsAll(keys(
                        "admin.audit.value.mode.",
                        names(RegistrationPolicyService.Mode.values(), RegistrationPolicyService.Mode::code)));
    }

    @Test
    void everyObstacleOfAChangeHasATranslation() {
        assertThat(english.keySet())
                .containsAll(keys("operation.failure.", names(ChangeObstacle.values(), ChangeObstacle::code)));
        List<String> known = names(
                new ChangeObstacle[] {ChangeObstacle.PROTECTED_IN_CLOUD, ChangeObstacle.USED_BY_SERVER},
                ChangeObstacle::code);
        assertThat(english.keySet())
                .containsAll(keys("api.problem.", known))
                .containsAll(keys("admin.audit.reason.", known));
    }

    @Test
    void everyFindingAndSettingOfAConnectionHasTranslations() {
        List<String> problems = Arrays.stream(ConnectionFinding.values())
                .filter(finding -> finding.outcome() == ConnectionFinding.Outcome.WARNING
                        || finding.outcome() == ConnectionFinding.Outcome.FAILED)
                .map(ConnectionFinding::code)
                .toList();

        assertThat(english.keySet())
                .containsAll(keys("clouds.step.", names(ConnectionStep.values(), ConnectionStep::code)))
                .containsAll(keys("clouds.finding.", names(ConnectionFinding.values(), ConnectionFinding::code)))
                .containsAll(keys("clouds.remedy.", problems))
                .containsAll(keys("clouds.setting.", names(CloudSetting.values(), CloudSetting::key)))
                .containsAll(keys(
                        "clouds.refused.",
                        names(CloudConnectionException.Reason.values(), CloudConnectionException.Reason::code)));
    }

    @Test
    void everyActionAndPermissionHasTranslations() {
        List<String> actions = names(ServerAction.values(), ServerAction::code);
        List<String> losing = Arrays.stream(ServerAction.values())
                .filter(action -> action.danger() == ServerAction.Danger.LOSES)
                .map(ServerAction::code)
                .toList();
        List<String> permissions = names(
                Permission.values(),
                permission -> permission.code().replaceFirst("^server:", "").replace(':', '-'));

        assertThat(english.keySet())
                .containsAll(keys(
                        "servers.menu.",
                        ServerAction.forExistingServers().stream()
                                .map(ServerAction::code)
                                .toList()))
                .containsAll(keys("servers.failed.", actions))
                .containsAll(keys("servers.loss.", losing))
                .containsAll(keys("grants.permission.", permissions));
    }

    private static Set<String> auditCodes(String pattern) throws IOException {
        Pattern code = Pattern.compile(pattern);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TranslationsTests::source)
                    .filter(source -> source.contains("AuditDetail"))
                    .flatMap(source -> code.matcher(source).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T> List<String> names(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).toList();
    }

    private static List<String> keys(String prefix, Collection<String> codes) {
        return codes.stream().map(prefix::concat).toList();
    }

    private static Map<String, Integer> arguments(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> new MessageFormat(e.getValue()).getFormatsByArgumentIndex().length));
    }

    private static List<String> keyLines(String file) throws IOException {
        return Files.readAllLines(DIRECTORY.resolve(file)).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
    }

    private static Map<String, String> read(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(DIRECTORY.resolve(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }
}
