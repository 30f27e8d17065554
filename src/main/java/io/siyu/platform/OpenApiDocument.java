package io.siyu.platform;

import com.fasterxml.jackson.databind.JavaType;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.customer.Shopper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The description of the API, committed as docs/openapi.json. A nested record is named after its controller too, a record
 * component is required unless it is nullable, and every operation names the right it needs as {@code x-permission}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    static {
        // The signed-in shopper is not a parameter that a caller sends.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Shopper.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("Siyu").version("1").description("Siyu 私域"));
    }

    @Bean
    OperationCustomizer permissionOfOperation() {
        return (operation, handler) -> {
            RequiresPermission needed = PermissionGate.neededFor(handler);
            if (needed != null) {
                operation.addExtension("x-permission", needed.value());
            }
            String owner = handler.getBeanType().getSimpleName().replaceAll("Controller$", "");
            operation.setOperationId(owner + "_" + handler.getMethod().getName());
            return operation;
        };
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new RecordResolver(mappers);
    }

    private static final class Names extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> type) {
            Class<?> owner = type.getEnclosingClass();
            return owner == null
                    ? type.getSimpleName()
                    : getNameOfClass(owner).replaceAll("Controller$", "") + type.getSimpleName();
        }
    }

    private static final class RecordResolver extends ModelResolver {

        RecordResolver(ObjectMapperProvider mappers) {
            super(mappers.jsonMapper(), new Names());
        }

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
            Schema<?> schema = super.resolve(type, context, next);
            if (schema != null && type.getType() != null) {
                JavaType java = _mapper.constructType(type.getType());
                if (java.getRawClass().isRecord()) {
                    Schema<?> model = schema.get$ref() == null ? schema : defined(context, schema.get$ref());
                    requireComponents(model, java.getRawClass());
                }
            }
            return schema;
        }

        private static @Nullable Schema<?> defined(ModelConverterContext context, String reference) {
            return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
        }

        private static void requireComponents(@Nullable Schema<?> model, Class<?> type) {
            if (model == null || model.getProperties() == null) {
                return;
            }
            for (RecordComponent component : type.getRecordComponents()) {
                boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                boolean known = model.getProperties().containsKey(component.getName());
                boolean listed =
                        model.getRequired() != null && model.getRequired().contains(component.getName());
                if (!nullable && known && !listed) {
                    model.addRequiredItem(component.getName());
                }
            }
        }
    }
}
