// SPDX-License-Identifier: Apache-2.0
//
// Agencies and their tablets.
#include "common/status/status_macros.h"
#include "server/rpc/admin_service.h"

namespace sucharit {

grpc::Status AdminService::CreateAgency(grpc::ServerContext* context,
                                        const v1::CreateAgencyRequest* request,
                                        v1::CreateAgencyResponse*) {
  return Serve(*context, *request, [&] { return parts_.agencies.Create(request->agency()); });
}

grpc::Status AdminService::ListAgencies(grpc::ServerContext* context,
                                        const v1::ListAgenciesRequest* request,
                                        v1::ListAgenciesResponse* response) {
  return Serve(*context, *request, [&](const Admitted& admitted) -> absl::Status {
    ASSIGN_OR_RETURN(const auto agencies, parts_.agencies.List());
    for (const v1::Agency& agency : agencies) {
      if (admitted.Covers(agency.code())) *response->add_agencies() = agency;
    }
    return absl::OkStatus();
  });
}

grpc::Status AdminService::CreateEnrolmentTickets(grpc::ServerContext* context,
                                                  const v1::CreateEnrolmentTicketsRequest* request,
                                                  v1::CreateEnrolmentTicketsResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.enrolment.CreateTickets(*request));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ListDevices(grpc::ServerContext* context,
                                       const v1::ListDevicesRequest* request,
                                       v1::ListDevicesResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    RETURN_IF_ERROR(parts_.agencies.Find(request->agency_code()).status());
    ASSIGN_OR_RETURN(const auto devices, parts_.devices.List(request->agency_code()));
    *response->mutable_devices() = {devices.begin(), devices.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::RevokeDevice(grpc::ServerContext* context,
                                        const v1::RevokeDeviceRequest* request,
                                        v1::RevokeDeviceResponse*) {
  return Serve(*context, *request, [&] { return parts_.devices.Revoke(request->device_id()); });
}

}  // namespace sucharit
