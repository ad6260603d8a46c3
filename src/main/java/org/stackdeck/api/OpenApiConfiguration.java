package org.stackdeck.api;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.Caller;

/** Configures the OpenAPI description, which is generated from the controllers. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Stackdeck",
                        version = "1",
                        description = "Manages OpenStack servers and other resources according to grants"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
class OpenApiConfiguration {

    static {
        // Excludes callers, which are resolved from the token, from the request parameters.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    /** Adds the action names, which springdoc cannot derive from the type. */
    @Bean
    OpenApiCustomizer actionNames() {
        List<String> codes = ServerAction.forExistingServers().stream()
                .map(ServerAction::code)
                .toList();
        return api -> Optional.ofNullable(api.getComponents().getSchemas().get("ServerActionRequest"))
                .ifPresent(schema -> schema.addProperty("action", new StringSchema()._enum(codes)));
    }
}
