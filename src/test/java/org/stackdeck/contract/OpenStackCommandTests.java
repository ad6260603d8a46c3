package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackCli;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs commands of the {@code openstack} client on the simulator and on a real OpenStack, and compares the fields of
 * the output.
 */
@OnLab
class OpenStackCommandTests extends ComparisonTestBase {

    private static final String SCRIPT = """
            network create NAME -f json
            network list -f json
            network show NAME -f json
            network set --name NAME-2 --disable NAME
            subnet create --network NAME-2 --subnet-range 192.168.77.0/24 NAME -f json
            subnet list -f json
            subnet show NAME -f json
            subnet set --name NAME-2 --dns-nameserver 9.9.9.9 NAME
            port create --network NAME-2 NAME -f json
            port list -f json
            port show NAME -f json
            port set --name NAME-2 NAME
            router create NAME -f json
            router list -f json
            router add subnet NAME NAME-2
            router show NAME -f json
            router set --name NAME-2 NAME
            router remove subnet NAME-2 NAME-2
            router delete NAME-2
            port delete NAME-2
            subnet delete NAME-2
            network delete NAME-2
            security group create NAME -f json
            security group list -f json
            security group rule create --protocol tcp --dst-port 443 NAME -f json
            security group rule list NAME -f json
            security group show NAME -f json
            security group set --name NAME-2 NAME
            security group delete NAME-2
            image create NAME --disk-format raw --container-format bare --file FILE -f json
            image list -f json
            image show NAME -f json
            image set --name NAME-2 --property a=b --tag t NAME
            image delete NAME-2
            volume create --size 1 NAME -f json
            volume list -f json
            volume show NAME -f json
            volume set --name NAME-2 --property a=b NAME
            volume delete NAME-2
            keypair create NAME --private-key FILE.key -f json
            keypair list -f json
            keypair show NAME -f json
            keypair delete NAME
            server group create --policy affinity NAME -f json
            server group list -f json
            server group show NAME -f json
            server group delete NAME""";

    private static final Pattern DOCUMENT =
            Pattern.compile("^(\\{\\n.*?^}|\\[\\n.*?^]|\\[]|\\{})$", Pattern.MULTILINE | Pattern.DOTALL);

    private final String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void commandsPrintTheSameFieldsOnSimulatorAndLab(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("image"), "data");
        String commands = SCRIPT.replace("NAME", name).replace("FILE", file.toString());

        List<Set<String>> simulated = runAndCollectFields(simulator, commands);
        List<Set<String>> real = runAndCollectFields(lab, commands);

        assertThat(real).hasSize((int)
                commands.lines().filter(command -> command.endsWith("json")).count());
        assertThat(simulated).isEqualTo(real);
    }

    /** Runs the commands. Waits before the deletion of the volume, because Cinder refuses it during the creation. */
    private List<Set<String>> runAndCollectFields(CloudUnderTest cloud, String commands) {
        int deletion = commands.indexOf("volume delete");
        List<JsonNode> documents = new ArrayList<>(run(cloud, commands.substring(0, deletion)));
        await().until(() -> run(cloud, "volume show " + name + "-2 -f json")
                .getFirst()
                .path("status")
                .asString()
                .equals("available"));
        documents.addAll(run(cloud, commands.substring(deletion)));
        return documents.stream().map(OpenStackCommandTests::fields).toList();
    }

    @Test
    void floatingIpIsAllocatedChangedAndReleased() {
        List<Set<String>> fields = List.of(simulator, lab).stream()
                .map(OpenStackCommandTests::floatingIpFields)
                .toList();

        assertThat(fields.getFirst()).isNotEmpty().isEqualTo(fields.getLast());
    }

    private static Set<String> floatingIpFields(CloudUnderTest cloud) {
        String id = run(cloud, "floating ip create public --description a -f json")
                .getFirst()
                .path("id")
                .asString();
        List<JsonNode> documents = run(cloud, """
                floating ip list -f json
                floating ip set --description b %1$s
                floating ip show -f json %1$s
                floating ip delete %1$s""".formatted(id));
        Set<String> fields = fields(documents.getFirst());
        fields.addAll(fields(documents.getLast()));
        return fields;
    }

    /** Returns the documents that the commands print. Each document begins and ends on a separate line. */
    private static List<JsonNode> run(CloudUnderTest cloud, String commands) {
        String output = new OpenStackCli(cloud.cloudsYaml(), cloud.entry(CredentialKind.MEMBER))
                .runAll(commands)
                .output();
        return DOCUMENT.matcher(output)
                .results()
                .map(found -> JsonMapper.shared().readTree(found.group()))
                .toList();
    }

    /** Returns the names of the fields of an object, or of the first object of a list. */
    private static Set<String> fields(JsonNode document) {
        return new TreeSet<>((document.isArray() ? document.path(0) : document).propertyNames());
    }
}
