package org.stackdeck.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Checks that the manifests conform to the model of the Kubernetes API and are consistent with each other. */
class KubernetesManifestTests {

    private static final Path DIRECTORY = Path.of("deploy/kubernetes");
    private static final String SECRETS = "/run/secrets/stackdeck/";
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 Namespace", Namespace.class,
            "v1 Secret", Secret.class,
            "v1 Service", Service.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1 Ingress", Ingress.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    /** Rejects unknown fields, which the classes of the model would otherwise keep. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private final List<HasMetadata> objects = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        Map<String, Object> kustomization = new Yaml().load(Files.readString(DIRECTORY.resolve("kustomization.yaml")));
        for (Object file : (List<?>) Objects.requireNonNull(kustomization.get("resources"))) {
            for (Object document : new Yaml().loadAll(Files.readString(DIRECTORY.resolve(file.toString())))) {
                Map<?, ?> fields = (Map<?, ?>) document;
                String kind = fields.get("apiVersion") + " " + fields.get("kind");
                assertThat(KINDS).containsKey(kind);
                objects.add(STRICT.convertValue(document, KINDS.get(kind)));
            }
        }
    }

    @Test
    void allManifestsAreListedAndInTheNamespace() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(Files.readString(DIRECTORY.resolve("kustomization.yaml")))
                    .contains(files.map(file -> file.getFileName().toString())
                            .filter(file -> !file.equals("kustomization.yaml"))
                            .toList());
        }
        assertThat(objects)
                .filteredOn(object -> !(object instanceof Namespace))
                .allMatch(object -> "stackdeck".equals(object.getMetadata().getNamespace()));
    }

    @Test
    void selectorsAndPortsMatchThePod() {
        PodTemplateSpec pod = pod();
        Map<String, String> labels = pod.getMetadata().getLabels();
        List<String> ports = container().getPorts().stream()
                .map(port -> port.getName() + " " + port.getContainerPort())
                .toList();

        assertThat(all(Service.class)).isNotEmpty().allSatisfy(service -> {
            assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
            assertThat(service.getSpec().getPorts())
                    .allSatisfy(port -> assertThat(ports).contains(target(port) + " " + port.getPort()));
        });
        assertThat(labels)
                .containsAllEntriesOf(
                        one(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(
                        one(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels())
                .containsAllEntriesOf(
                        one(StatefulSet.class).getSpec().getSelector().getMatchLabels());
        assertThat(all(Service.class))
                .extracting(service -> service.getMetadata().getName())
                .contains(one(StatefulSet.class).getSpec().getServiceName())
                .contains(one(Ingress.class)
                        .getSpec()
                        .getRules()
                        .getFirst()
                        .getHttp()
                        .getPaths()
                        .getFirst()
                        .getBackend()
                        .getService()
                        .getName());
    }

    private static String target(ServicePort port) {
        return port.getTargetPort().getStrVal();
    }

    @Test
    void secretsAreReadFromFilesOfTheSecret() {
        Map<String, String> secret = one(Secret.class).getStringData();

        assertThat(container().getEnv().stream()
                        .map(EnvVar::getValue)
                        .filter(value -> value.startsWith(SECRETS))
                        .map(value -> value.substring(SECRETS.length())))
                .containsExactlyInAnyOrderElementsOf(secret.keySet());
        assertThat(container().getEnv())
                .noneMatch(variable -> variable.getName().endsWith("PASSWORD")
                        || variable.getName().endsWith("KEY"));
    }

    @Test
    void containerIsRestricted() {
        assertThat(pod().getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod().getSpec().getEnableServiceLinks()).isFalse();
        assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container().getSecurityContext().getAllowPrivilegeEscalation())
                .isFalse();
        assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void replicasShareOneDatabaseAndAreUpdatedTogether() {
        assertThat(one(StatefulSet.class).getSpec().getReplicas()).isGreaterThan(1);
        assertThat(one(StatefulSet.class).getSpec().getUpdateStrategy().getType())
                .isEqualTo("OnDelete");
        assertThat(one(PodDisruptionBudget.class).getSpec().getMaxUnavailable().getIntVal())
                .isEqualTo(1);
        assertThat(container().getEnv())
                .extracting(EnvVar::getName, EnvVar::getValue)
                .contains(tuple("STACKDECK_NODES_ENABLED", "true"), tuple("STACKDECK_NODES_DRAIN", "5s"));
    }

    /**
     * The liveness probe must not include the database, because a restart of Stackdeck would not repair the database.
     */
    @Test
    void probesUseTheirHealthGroups() {
        assertThat(container().getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
        assertThat(container().getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
    }

    private PodTemplateSpec pod() {
        return one(StatefulSet.class).getSpec().getTemplate();
    }

    private Container container() {
        return pod().getSpec().getContainers().getFirst();
    }

    private <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <T extends HasMetadata> T one(Class<T> type) {
        List<T> found = all(type);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
